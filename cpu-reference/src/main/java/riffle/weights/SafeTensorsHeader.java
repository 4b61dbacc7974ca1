package riffle.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The JSON header of a .safetensors file, checked against the length of the data that follows it.
 *
 * @param metadata free text by key
 * @param entries the tensors in the order of their data, which they cover without gap or overlap
 */
record SafeTensorsHeader(Map<String, String> metadata, List<Entry> entries) {

    /** The key of the metadata among the names of tensors. */
    static final String METADATA = "__metadata__";

    private static final int LONGEST_QUOTE = 100;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** What is wrong with a header, in one line that does not name the file yet. */
    static final class MalformedException extends Exception {

        private static final long serialVersionUID = 1L;

        private MalformedException(String problem) {
            super(problem);
        }

        private MalformedException(String problem, Throwable cause) {
            super(problem, cause);
        }
    }

    /**
     * Where one tensor lies and how to read it.
     *
     * @param name its name
     * @param type its element type as the file spells it
     * @param dimensions its extents, outermost first
     * @param elements product of the dimensions
     * @param begin first byte, counted from the end of the header
     * @param end the byte after its last
     */
    record Entry(String name, String type, List<Integer> dimensions, int elements, long begin, long end) {

        /** The start of every message about it. */
        String label() {
            return "tensor " + quote(name);
        }
    }

    /**
     * @param bytes the header as the file holds it
     * @param dataBytes bytes of the file after the header
     * @throws MalformedException if it is not a header or does not describe exactly that data
     */
    static SafeTensorsHeader parse(byte[] bytes, long dataBytes) throws MalformedException {
        Map<String, String> metadata = new TreeMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : json(bytes).properties()) {
            if (property.getKey().equals(METADATA)) {
                metadata.putAll(metadata(property.getValue()));
            } else {
                entries.add(entry(property.getKey(), property.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireCover(entries, dataBytes);
        return new SafeTensorsHeader(metadata, entries);
    }

    private static JsonNode json(byte[] bytes) throws MalformedException {
        try {
            JsonNode root = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
            require(root.isObject(), "the header is not a JSON object; is this a .safetensors file?");
            return root;
        } catch (CharacterCodingException e) {
            throw new MalformedException("the header is not UTF-8; is this a .safetensors file?", e);
        } catch (JsonProcessingException e) {
            throw new MalformedException("the header is not valid JSON: " + quote(e.getOriginalMessage()), e);
        }
    }

    private static Map<String, String> metadata(JsonNode node) throws MalformedException {
        require(node.isObject(), METADATA + " is " + quote(node) + ", expected an object of strings");
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            JsonNode value = property.getValue();
            require(
                    value.isTextual(),
                    "metadata " + quote(property.getKey()) + " is " + quote(value) + ", expected a string");
            metadata.put(property.getKey(), value.textValue());
        }
        return metadata;
    }

    private static Entry entry(String name, JsonNode node) throws MalformedException {
        String label = "tensor " + quote(name) + ": ";
        JsonNode type = node.path("dtype");
        require(type.isTextual(), label + "dtype is " + quote(type) + ", expected a string");
        JsonNode shape = node.path("shape");
        require(shape.isArray(), label + "shape is " + quote(shape) + ", expected a list of dimensions");
        List<Integer> dimensions = new ArrayList<>();
        long elements = 1;
        for (JsonNode dimension : shape) {
            require(
                    dimension.isIntegralNumber() && dimension.canConvertToInt() && dimension.intValue() >= 0,
                    label + "shape is " + quote(shape) + ", expected dimensions from 0 to " + Integer.MAX_VALUE);
            dimensions.add(dimension.intValue());
            elements *= dimension.intValue();
            require(
                    elements <= Integer.MAX_VALUE,
                    label + "shape is " + quote(shape) + ", expected at most " + Integer.MAX_VALUE + " elements");
        }
        JsonNode offsets = node.path("data_offsets");
        require(
                offsets.isArray()
                        && offsets.size() == 2
                        && isOffset(offsets.get(0))
                        && isOffset(offsets.get(1))
                        && offsets.get(0).longValue() <= offsets.get(1).longValue(),
                label + "data_offsets is " + quote(offsets) + ", expected [begin, end] with 0 <= begin <= end");
        return new Entry(
                name,
                type.textValue(),
                dimensions,
                (int) elements,
                offsets.get(0).longValue(),
                offsets.get(1).longValue());
    }

    private static boolean isOffset(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0;
    }

    private static void requireCover(List<Entry> entries, long dataBytes) throws MalformedException {
        long covered = 0;
        for (Entry entry : entries) {
            require(
                    entry.end() <= dataBytes,
                    entry.label() + ": ends at byte " + entry.end() + " of the data, but the file has only " + dataBytes
                            + "; is it truncated?");
            require(
                    entry.begin() == covered,
                    entry.label() + ": begins at byte " + entry.begin() + " of the data, expected " + covered
                            + "; tensors may not overlap or leave gaps");
            covered = entry.end();
        }
        require(
                covered == dataBytes,
                "the tensors end at byte " + covered + " of the data, but the file has " + dataBytes);
    }

    private static void require(boolean holds, String problem) throws MalformedException {
        if (!holds) {
            throw new MalformedException(problem);
        }
    }

    /** Text from a file, fit for one line of a message. */
    static String quote(Object found) {
        String text = found instanceof JsonNode node && node.isMissingNode() ? "missing" : found.toString();
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "...";
    }
}
