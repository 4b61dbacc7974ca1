package riffle.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import javax.imageio.IIOException;

/**
 * The header of a JPEG file, read as libjpeg does: up to the first scan, over fill bytes and rubbish between segments.
 * Java's decoder has its own guess where nothing says how colours are stored, so it gets a header that says it: no
 * segment of an application but one in Adobe's form.
 */
final class JpegFile {

    private static final byte[] EXIF = ascii("Exif\0\0");
    private static final byte[] XMP = ascii("http://ns.adobe.com/xap/1.0/\0");
    private static final byte[] JFIF = ascii("JFIF\0");
    private static final byte[] ADOBE = ascii("Adobe");

    /** Shorter ones are not taken for JFIF's and Adobe's. */
    private static final int JFIF_BYTES = 14;

    private static final int ADOBE_BYTES = 12;

    private static final int FRAME_BYTES = 6;
    private static final int COMPONENT_BYTES = 3;

    private final byte[] file;
    private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
    private final Notes notes = new Notes();
    private boolean jfif;
    private OptionalInt adobe = OptionalInt.empty();
    private byte[] components = {};

    private JpegFile(byte[] file) {
        this.file = file;
    }

    /**
     * Takes a file apart.
     *
     * @throws IIOException if it holds neither greys nor red, green and blue
     */
    static Container read(byte[] file) throws IIOException {
        JpegFile jpeg = new JpegFile(file);
        int rest = jpeg.readSegments();
        ByteArrayOutputStream picture = new ByteArrayOutputStream(file.length);
        picture.write(file, 0, 2);
        if (jpeg.components.length > 0) {
            picture.writeBytes(
                    JpegColours.of(jpeg.components, jpeg.jfif, jpeg.adobe).marker());
        }
        picture.writeBytes(jpeg.tables.toByteArray());
        picture.write(file, rest, file.length - rest);
        return new Container("jpeg", picture.toByteArray(), jpeg.notes);
    }

    /** Where the first scan begins, or what can be read no further. */
    private int readSegments() {
        int at = 2;
        while (true) {
            int code = nextCode(at);
            if (code + 2 >= file.length) {
                return at;
            }
            int marker = Byte.toUnsignedInt(file[code]);
            if (isBare(marker)) {
                at = code + 1;
                continue;
            }
            int end = code + 1 + Short.toUnsignedInt(ByteBuffer.wrap(file).getShort(code + 1));
            if (endsHeader(marker) || end < code + 3 || end > file.length) {
                return code - 1;
            }
            take(marker, Arrays.copyOfRange(file, code + 3, end));
            if (!isOfApplication(marker)) {
                tables.write(file, code - 1, end - code + 1);
            }
            at = end;
        }
    }

    /** Where the next marker's code is: behind one or more bytes FF, and neither FF nor 0. */
    private int nextCode(int from) {
        int at = from;
        while (at < file.length) {
            boolean filled = at > from && file[at - 1] == (byte) 0xFF;
            if (filled && file[at] != (byte) 0xFF && file[at] != 0) {
                break;
            }
            at++;
        }
        return at;
    }

    private void take(int marker, byte[] data) {
        if (marker == 0xE0 && startsWith(data, JFIF) && data.length >= JFIF_BYTES) {
            jfif = true;
        } else if (marker == 0xE1 && startsWith(data, EXIF)) {
            notes.addExif(data);
        } else if (marker == 0xE1 && startsWith(data, XMP)) {
            notes.addXmp(Arrays.copyOfRange(data, XMP.length, data.length));
        } else if (marker == 0xEE && startsWith(data, ADOBE) && data.length >= ADOBE_BYTES) {
            adobe = OptionalInt.of(data[ADOBE_BYTES - 1]);
        } else if (beginsFrame(marker) && data.length > FRAME_BYTES) {
            components = new byte[(data.length - FRAME_BYTES) / COMPONENT_BYTES];
            for (int i = 0; i < components.length; i++) {
                components[i] = data[FRAME_BYTES + COMPONENT_BYTES * i];
            }
        }
    }

    /** Markers without data: TEM, and RST0 to RST7. */
    private static boolean isBare(int marker) {
        return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7);
    }

    /** SOI and EOI, which do not belong here, and SOS. */
    private static boolean endsHeader(int marker) {
        return marker >= 0xD8 && marker <= 0xDA;
    }

    /** APP0 to APP15, and COM. */
    private static boolean isOfApplication(int marker) {
        return (marker >= 0xE0 && marker <= 0xEF) || marker == 0xFE;
    }

    /** SOF0 to SOF15; C4, C8 and CC among them are other markers. */
    private static boolean beginsFrame(int marker) {
        return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean startsWith(byte[] data, byte[] start) {
        return data.length >= start.length && Arrays.equals(data, 0, start.length, start, 0, start.length);
    }
}
