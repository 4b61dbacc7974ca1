package riffle.image;

/**
 * An image of red, green and blue, 8 bits each.
 *
 * @param width columns
 * @param height rows
 * @param samples rows from the top, pixels from the left, red, green, blue; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // an image is its samples
record Photo(int width, int height, byte[] samples) {

    static final int CHANNELS = 3;

    Photo {
        if (width < 1 || height < 1 || samples.length != (long) CHANNELS * width * height) {
            throw new IllegalArgumentException(
                    "a photo of " + width + "x" + height + " cannot have " + samples.length + " samples");
        }
    }

    /** One sample, 0 to 255. */
    int get(int x, int y, int channel) {
        return Byte.toUnsignedInt(samples[(y * width + x) * CHANNELS + channel]);
    }
}
