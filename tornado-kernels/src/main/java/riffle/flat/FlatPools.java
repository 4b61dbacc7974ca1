package riffle.flat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Texts and lists of numbers, which records of a flat bundle name by where they begin. */
final class FlatPools {

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ints = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new HashMap<>();

    /**
     * Where a text begins; the same text is there once.
     *
     * @throws IllegalArgumentException if it has other characters than printable ASCII, tabs and line feeds
     */
    int text(String content) {
        Integer before = known.get(content);
        if (before != null) {
            return before;
        }
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (!(c >= ' ' && c <= '~') && c != '\n' && c != '\t') {
                throw new IllegalArgumentException(String.format(
                        "character U+%04X in \"%s\", expected ASCII: names and sources of a flat bundle are",
                        (int) c, content.substring(0, Math.min(content.length(), i + 1))));
            }
        }
        int begin = text.size();
        text.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
        text.write(0);
        known.put(content, begin);
        return begin;
    }

    /** Where a list begins. */
    int ints(List<Integer> content) {
        int begin = ints.size() / Integer.BYTES;
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * content.size()).order(ByteOrder.LITTLE_ENDIAN);
        content.forEach(bytes::putInt);
        ints.writeBytes(bytes.array());
        return begin;
    }

    byte[] allText() {
        return text.toByteArray();
    }

    byte[] allInts() {
        return ints.toByteArray();
    }
}
