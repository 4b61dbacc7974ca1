package riffle.image;

import java.util.Arrays;

/**
 * Bilinear resampling of one dimension with antialiasing, in Pillow's fixed-point arithmetic: to within nothing its
 * result. An output pixel is the mean of the input pixels under a triangle as wide as two output pixels (at least two
 * input pixels); weights are rounded to 22 bits after the point, sums to 8-bit samples.
 *
 * @param first per output pixel the first input pixel under its triangle
 * @param weights per output pixel the weights of the input pixels from there on
 */
@SuppressWarnings("ArrayRecordComponent") // tables, made once and read
record Resampling(int[] first, int[][] weights) {

    private static final int FRACTION_BITS = 22;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    /** The middle of the resized photo, as torchvision cuts it out. Only what the crop shows is computed. */
    static Photo crop(Photo photo) {
        Crop crop = Crop.of(photo, (side, shorter) -> Math.floor((double) Crop.SHORT_SIDE * side / shorter));
        Resampling down = of(photo.height(), crop.height(), crop.top(), Crop.SIDE);
        Resampling across = of(photo.width(), crop.width(), crop.left(), Crop.SIDE);
        int row = Photo.CHANNELS * photo.width();
        byte[] band = Arrays.copyOfRange(photo.samples(), down.begin() * row, down.end() * row);
        return down.columns(across.rows(new Photo(photo.width(), down.end() - down.begin(), band)), down.begin());
    }

    /**
     * A part of the outputs.
     *
     * @param from input pixels
     * @param to output pixels that there would be
     * @param start first output pixel wanted
     * @param count number of output pixels wanted
     */
    static Resampling of(int from, int to, int start, int count) {
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        int[] first = new int[count];
        int[][] weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double centre = (start + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (centre - reach + 0.5));
            int end = Math.min(from, (int) (centre + reach + 0.5));
            weights[i] = weights(centre, reach, first[i], end - first[i]);
        }
        return new Resampling(first, weights);
    }

    private static int[] weights(double centre, double reach, int first, int count) {
        double[] triangle = new double[count];
        double sum = 0;
        for (int k = 0; k < count; k++) {
            triangle[k] = Math.max(0, 1 - Math.abs((k + first - centre + 0.5) / reach));
            sum += triangle[k];
        }
        int[] rounded = new int[count];
        for (int k = 0; k < count; k++) {
            rounded[k] = (int) (0.5 + triangle[k] / sum * (1 << FRACTION_BITS));
        }
        return rounded;
    }

    /** The first input pixel that any output needs. */
    int begin() {
        return first[0];
    }

    /** The input pixel after the last that any output needs. */
    int end() {
        return first[first.length - 1] + weights[weights.length - 1].length;
    }

    /** Resamples rows of a photo. */
    Photo rows(Photo photo) {
        int width = first.length;
        byte[] samples = new byte[Photo.CHANNELS * width * photo.height()];
        int at = 0;
        for (int y = 0; y < photo.height(); y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < Photo.CHANNELS; channel++) {
                    int sum = HALF;
                    for (int k = 0; k < weights[x].length; k++) {
                        sum += weights[x][k] * photo.get(first[x] + k, y, channel);
                    }
                    samples[at++] = rounded(sum);
                }
            }
        }
        return new Photo(width, photo.height(), samples);
    }

    /**
     * Resamples columns of a photo.
     *
     * @param top row of the whole that the photo begins with
     */
    Photo columns(Photo photo, int top) {
        int height = first.length;
        byte[] samples = new byte[Photo.CHANNELS * photo.width() * height];
        int at = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < photo.width(); x++) {
                for (int channel = 0; channel < Photo.CHANNELS; channel++) {
                    int sum = HALF;
                    for (int k = 0; k < weights[y].length; k++) {
                        sum += weights[y][k] * photo.get(x, first[y] - top + k, channel);
                    }
                    samples[at++] = rounded(sum);
                }
            }
        }
        return new Photo(photo.width(), height, samples);
    }

    private static byte rounded(int sum) {
        return (byte) Math.clamp(sum >> FRACTION_BITS, 0, 255);
    }
}
