package riffle.image;

import java.util.Arrays;
import javax.imageio.IIOException;

/**
 * A PNG or JPEG file taken apart.
 *
 * @param format {@code png} or {@code jpeg}
 * @param picture the file with nothing in it that changes how samples are decoded other than their own format does
 * @param notes what else it says of its picture
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, handed on once
record Container(String format, byte[] picture, Notes notes) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};

    /** Bytes that tell both formats. */
    static final int SIGNATURE_BYTES = PNG.length;

    /** Whether a file that begins like this is an image that can be read. */
    static boolean isImage(byte[] start) {
        return startsWith(start, PNG) || startsWith(start, JPEG);
    }

    /**
     * Takes a file apart, as far as it is whole.
     *
     * @throws IIOException if it is damaged, or its samples are no greys or colours
     */
    static Container of(byte[] file) throws IIOException {
        return startsWith(file, PNG) ? PngFile.read(file) : JpegFile.read(file);
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
