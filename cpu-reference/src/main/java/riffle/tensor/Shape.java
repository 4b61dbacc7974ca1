package riffle.tensor;

/**
 * The extent of a four-dimensional tensor in NCHW order. A vector of features is {@code n x c x 1 x 1}.
 *
 * @param n images in the batch
 * @param c channels
 * @param h rows
 * @param w columns
 */
public record Shape(int n, int c, int h, int w) {

    /**
     * @throws IllegalArgumentException if an extent is below 1 or the number of elements does not fit an int
     */
    public Shape {
        if (n < 1 || c < 1 || h < 1 || w < 1) {
            throw new IllegalArgumentException("shape " + text(n, c, h, w) + ": every dimension must be at least 1");
        }
        long pixels = (long) h * w;
        if (pixels > Integer.MAX_VALUE || pixels * c > Integer.MAX_VALUE || pixels * c * n > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "shape " + text(n, c, h, w) + ": more than " + Integer.MAX_VALUE + " elements");
        }
    }

    /** A batch of feature vectors: {@code n x features x 1 x 1}. */
    public static Shape vector(int n, int features) {
        return new Shape(n, features, 1, 1);
    }

    /** Number of elements. */
    public int elements() {
        return n * c * h * w;
    }

    /** Number of elements of one channel of one image. */
    public int pixels() {
        return h * w;
    }

    /** Number of elements of one image. */
    public int features() {
        return c * h * w;
    }

    /** Position of element (n, c, y, x) in the flat NCHW array. */
    public int index(int image, int channel, int y, int x) {
        return ((image * c + channel) * h + y) * w + x;
    }

    /** The same image with another number of channels. */
    public Shape withChannels(int channels) {
        return new Shape(n, channels, h, w);
    }

    @Override
    public String toString() {
        return text(n, c, h, w);
    }

    private static String text(int n, int c, int h, int w) {
        return n + "x" + c + "x" + h + "x" + w;
    }
}
