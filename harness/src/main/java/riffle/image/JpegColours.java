package riffle.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.imageio.IIOException;

/** How a JPEG file stores colours, by libjpeg's rules: number of components, then JFIF, then Adobe, then their ids. */
enum JpegColours {
    /** Lightness alone. */
    GREY,
    /** Red, green, blue as they are: Adobe's transform 0. */
    RGB,
    /** Lightness and two differences: Adobe's transform 1. */
    YCBCR;

    private static final byte[] RGB_IDS = {'R', 'G', 'B'};
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final short ADOBE_VERSION = 100;

    /**
     * The colours of a picture.
     *
     * @param ids of its components
     * @param jfif whether it has JFIF's segment
     * @param adobe the transform in Adobe's segment, if there is one
     * @throws IIOException if they are neither grey nor red, green and blue
     */
    static JpegColours of(byte[] ids, boolean jfif, OptionalInt adobe) throws IIOException {
        if (ids.length == 1) {
            return GREY;
        }
        if (ids.length != Photo.CHANNELS) {
            throw new IIOException("it has " + ids.length + " components" + (ids.length == 4 ? " (CMYK or YCCK)" : "")
                    + ", expected grey or red, green and blue; convert it to RGB");
        }
        if (jfif) {
            return YCBCR;
        }
        boolean untransformed = adobe.isPresent() ? adobe.getAsInt() == 0 : Arrays.equals(ids, RGB_IDS);
        return untransformed ? RGB : YCBCR;
    }

    /** Adobe's segment (APP14) that says so; empty for greys, which need none. */
    byte[] marker() {
        if (this == GREY) {
            return new byte[0];
        }
        short length = (short) (Short.BYTES + ADOBE.length + 3 * Short.BYTES + 1);
        return ByteBuffer.allocate(Short.BYTES + length)
                .putShort((short) 0xFFEE)
                .putShort(length)
                .put(ADOBE)
                .putShort(ADOBE_VERSION)
                .putShort((short) 0) // flags
                .putShort((short) 0)
                .put((byte) (this == RGB ? 0 : 1))
                .array();
    }
}
