package riffle.image;

/**
 * Bilinear interpolation of one dimension between the two nearest pixels, without antialiasing, in OpenCV's fixed-point
 * arithmetic for 8-bit samples ({@code INTER_LINEAR}): exactly its result.
 *
 * @param first per output pixel the input pixel before it
 * @param second per output pixel the input pixel behind it
 * @param firstWeight per output pixel what the first counts, of 2048
 * @param secondWeight per output pixel what the second counts, of 2048
 */
@SuppressWarnings("ArrayRecordComponent") // tables, made once and read
record Interpolation(int[] first, int[] second, int[] firstWeight, int[] secondWeight) {

    private static final float ONE = 2048;

    /** The middle of the resized photo, as the authors of ShuffleNet cut it out. */
    static Photo crop(Photo photo) {
        Crop crop = Crop.of(photo, (side, shorter) -> Math.floor((double) Crop.SHORT_SIDE / shorter * side + 0.5));
        Interpolation across = of(photo.width(), crop.width(), crop.left(), Crop.SIDE);
        Interpolation down = of(photo.height(), crop.height(), crop.top(), Crop.SIDE);
        byte[] samples = new byte[Photo.CHANNELS * Crop.SIDE * Crop.SIDE];
        int at = 0;
        for (int y = 0; y < Crop.SIDE; y++) {
            for (int x = 0; x < Crop.SIDE; x++) {
                for (int channel = 0; channel < Photo.CHANNELS; channel++) {
                    int above = across.between(photo, x, down.first[y], channel);
                    int below = across.between(photo, x, down.second[y], channel);
                    int sum = part(down.firstWeight[y], above) + part(down.secondWeight[y], below);
                    samples[at++] = (byte) ((sum + 2) >> 2);
                }
            }
        }
        return new Photo(Crop.SIDE, Crop.SIDE, samples);
    }

    /**
     * A part of the outputs.
     *
     * @param from input pixels
     * @param to output pixels that there would be
     * @param start first output pixel wanted
     * @param count number of output pixels wanted
     */
    static Interpolation of(int from, int to, int start, int count) {
        double scale = 1 / ((double) to / from);
        Interpolation table = new Interpolation(new int[count], new int[count], new int[count], new int[count]);
        for (int i = 0; i < count; i++) {
            float place = (float) ((start + i + 0.5) * scale - 0.5);
            int before = (int) Math.floor(place);
            float fraction = place - before;
            table.first[i] = Math.clamp(before, 0, from - 1);
            table.second[i] = Math.clamp(before + 1L, 0, from - 1);
            table.firstWeight[i] = (int) Math.rint((1 - fraction) * ONE);
            table.secondWeight[i] = (int) Math.rint(fraction * ONE);
        }
        return table;
    }

    /** Between two pixels of a row, with 11 bits after the point. */
    private int between(Photo photo, int x, int row, int channel) {
        return firstWeight[x] * photo.get(first[x], row, channel)
                + secondWeight[x] * photo.get(second[x], row, channel);
    }

    /** A row's part in an output sample, with 2 bits after the point: what is cut off on the way is OpenCV's to cut. */
    private static int part(int weight, int sample) {
        return (weight * (sample >> 4)) >> 16;
    }
}
