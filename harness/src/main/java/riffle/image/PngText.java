package riffle.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.InflaterInputStream;

/**
 * A text chunk of a PNG file.
 *
 * @param keyword what it is
 * @param text its bytes, inflated
 */
@SuppressWarnings("ArrayRecordComponent") // a file's bytes, handed on once
record PngText(String keyword, byte[] text) {

    /** Where ImageMagick puts EXIF: in hexadecimal, behind three lines. */
    private static final String RAW_EXIF = "Raw profile type exif";

    private static final int RAW_HEAD_LINES = 3;
    private static final String XMP = "XML:com.adobe.xmp";

    /** No EXIF is longer; what inflates to more is an attack. */
    private static final int LONGEST = 1 << 20;

    /**
     * Reads a chunk: {@code tEXt}, {@code zTXt} or {@code iTXt}. Empty if it is damaged: notes about a photo do not
     * make it unreadable.
     */
    static Optional<PngText> read(String chunk, byte[] content) {
        ByteBuffer data = ByteBuffer.wrap(content);
        try {
            String keyword = word(data);
            boolean deflated = chunk.equals("zTXt");
            if (chunk.equals("iTXt")) {
                deflated = data.get() != 0;
            }
            if (!chunk.equals("tEXt")) {
                data.get(); // the method: there is one
            }
            if (chunk.equals("iTXt")) {
                word(data); // language
                word(data); // keyword in that language
            }
            byte[] text = new byte[data.remaining()];
            data.get(text);
            return Optional.of(new PngText(keyword, deflated ? inflated(text) : text));
        } catch (BufferUnderflowException | IOException e) {
            return Optional.empty();
        }
    }

    private static String word(ByteBuffer data) {
        StringBuilder word = new StringBuilder();
        for (byte letter = data.get(); letter != 0; letter = data.get()) {
            word.append((char) Byte.toUnsignedInt(letter));
        }
        return word.toString();
    }

    private static byte[] inflated(byte[] text) throws IOException {
        try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(text))) {
            return stream.readNBytes(LONGEST);
        }
    }

    /** Notes down what it says of the picture. */
    void addTo(Notes notes) {
        if (keyword.equals(XMP)) {
            notes.addXmp(text);
        } else if (keyword.equals(RAW_EXIF)) {
            String digits = new String(text, StandardCharsets.ISO_8859_1)
                    .lines()
                    .skip(RAW_HEAD_LINES)
                    .map(String::strip)
                    .collect(Collectors.joining());
            try {
                notes.addExif(HexFormat.of().parseHex(digits));
            } catch (IllegalArgumentException e) {
                // damaged: tells nothing
            }
        }
    }
}
