package riffle.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOException;

/** The chunks of a PNG file. The decoder gets those that it must know: no gamma, profiles, transparency and texts. */
final class PngFile {

    private static final int SIGNATURE_BYTES = 8;
    private static final int NAME_BYTES = 4;
    private static final int FRAME_BYTES = 12;
    private static final String END = "IEND";

    /** In a chunk's first letter: lower case, it may be left out. */
    private static final int ANCILLARY = 0x20;

    private PngFile() {}

    /**
     * Takes a file apart, up to its chunk IEND or the last whole one; the rest of one that is cut short goes with the
     * picture.
     *
     * @throws IIOException if the checksum of a chunk is wrong
     */
    static Container read(byte[] file) throws IIOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream(file.length);
        picture.write(file, 0, SIGNATURE_BYTES);
        Notes notes = new Notes();
        ByteBuffer data = ByteBuffer.wrap(file);
        int at = SIGNATURE_BYTES;
        while (at + FRAME_BYTES <= file.length) {
            int length = data.getInt(at);
            if (length < 0 || length > file.length - at - FRAME_BYTES) {
                break;
            }
            int begin = at + Integer.BYTES;
            int end = begin + NAME_BYTES + length;
            String name = name(file, begin);
            requireChecksum(file, begin, end, data.getInt(end));
            if ((file[begin] & ANCILLARY) == 0) {
                picture.write(file, at, FRAME_BYTES + length);
            } else {
                take(name, Arrays.copyOfRange(file, begin + NAME_BYTES, end), notes);
            }
            if (name.equals(END)) {
                return new Container("png", picture.toByteArray(), notes);
            }
            at = end + Integer.BYTES;
        }
        picture.write(file, at, file.length - at);
        return new Container("png", picture.toByteArray(), notes);
    }

    private static void take(String name, byte[] content, Notes notes) {
        switch (name) {
            case "eXIf" -> notes.addExif(content);
            case "tEXt", "zTXt", "iTXt" -> PngText.read(name, content).ifPresent(text -> text.addTo(notes));
            default -> {
                // says nothing of orientation
            }
        }
    }

    private static void requireChecksum(byte[] file, int begin, int end, int expected) throws IIOException {
        CRC32 crc = new CRC32();
        crc.update(file, begin, end - begin);
        if ((int) crc.getValue() != expected) {
            throw new IIOException("the checksum of its chunk " + name(file, begin) + " is wrong");
        }
    }

    /** A chunk's name, with question marks for what is no letter. */
    private static String name(byte[] file, int at) {
        return new String(file, at, NAME_BYTES, StandardCharsets.US_ASCII).replaceAll("[^A-Za-z]", "?");
    }
}
