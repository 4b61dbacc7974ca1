package riffle.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The parts of a PNG or JPEG file around its picture.
 *
 * @param format {@code png} or {@code jpeg}
 * @param picture the file without colour profiles: torchvision's pipeline takes samples as they are stored
 * @param orientation how to hold it
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, handed on once
record Container(String format, byte[] picture, Orientation orientation) {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final String EXIF = "Exif\0\0";
    private static final String PROFILE = "ICC_PROFILE\0";
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int START_OF_SCAN = 0xDA;
    private static final int PNG_CHUNK_FRAME = 12;

    /** Whether a file that begins like this is an image that can be read. */
    static boolean isImage(byte[] start) {
        return startsWith(start, PNG) || startsWith(start, JPEG);
    }

    /** Takes a file apart, as far as it is whole. */
    static Container of(byte[] file) {
        return startsWith(file, PNG) ? png(file) : jpeg(file);
    }

    private static Container jpeg(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        Orientation orientation = Orientation.UPRIGHT;
        kept.write(file, 0, 2);
        int at = 2;
        while (at + 4 <= file.length && file[at] == (byte) 0xFF) {
            int marker = Byte.toUnsignedInt(file[at + 1]);
            int length = ByteBuffer.wrap(file).getShort(at + 2) & 0xFFFF;
            int end = at + 2 + length;
            if (marker == START_OF_SCAN || marker == 0xFF || length < 2 || end > file.length) {
                break;
            }
            if (marker == APP1 && hasText(file, at + 4, end, EXIF)) {
                int start = at + 4 + EXIF.length();
                orientation = Exif.orientation(ByteBuffer.wrap(file, start, end - start));
            }
            if (marker != APP2 || !hasText(file, at + 4, end, PROFILE)) {
                kept.write(file, at, end - at);
            }
            at = end;
        }
        kept.write(file, at, file.length - at);
        return new Container("jpeg", kept.toByteArray(), orientation);
    }

    private static Container png(byte[] file) {
        ByteBuffer data = ByteBuffer.wrap(file);
        Orientation orientation = Orientation.UPRIGHT;
        long at = PNG.length;
        while (at + PNG_CHUNK_FRAME <= file.length) {
            int length = data.getInt((int) at);
            if (length < 0 || at + PNG_CHUNK_FRAME + length > file.length) {
                break;
            }
            if (hasText(file, (int) at + 4, (int) at + 8, "eXIf")) {
                orientation = Exif.orientation(ByteBuffer.wrap(file, (int) at + 8, length));
            }
            at += PNG_CHUNK_FRAME + length;
        }
        return new Container("png", file, orientation);
    }

    private static boolean hasText(byte[] file, int from, int end, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        return from + wanted.length <= end && Arrays.equals(file, from, from + wanted.length, wanted, 0, wanted.length);
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }
}
