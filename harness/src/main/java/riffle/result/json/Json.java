package riffle.result.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How records become JSON everywhere in the project: snake_case names, nulls written out, one value a document. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Json() {}

    /** The value on one line, without a line break in it. */
    public static String line(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value indented, lists of numbers on one line. */
    public static String document(Object value) {
        try {
            return MAPPER.writer().with(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The fields of an object by name, in order, each value as JSON, texts without quotes. */
    public static Map<String, String> fields(Object value) {
        Map<String, String> fields = new LinkedHashMap<>();
        MAPPER.valueToTree(value)
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        field.getValue().isTextual()
                                ? field.getValue().textValue()
                                : field.getValue().toString()));
        return fields;
    }

    /**
     * A text among the first fields of an object; empty if the value is no object, or if no such field stands before
     * its first list or object.
     */
    public static Optional<String> text(String document, String field) {
        try (JsonParser parser = MAPPER.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals(field) && value == JsonToken.VALUE_STRING) {
                    return Optional.of(parser.getText());
                }
                if (value.isStructStart()) {
                    break;
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty(); // whoever reads it all says what is wrong with it
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an array of objects whose fields may be anything.
     *
     * @throws JsonProcessingException if the text is not JSON, or no array
     */
    static ArrayNode readArray(String text) throws JsonProcessingException {
        return MAPPER.readValue(text, ArrayNode.class);
    }

    /**
     * The document with some texts of an object among its fields in the place of what stood there, indented; all else
     * stays, also what nobody here knows.
     *
     * @throws JsonProcessingException if the text is not JSON, or has no such object
     */
    public static String with(String document, String object, Map<String, String> texts)
            throws JsonProcessingException {
        ObjectNode all = MAPPER.readValue(document, ObjectNode.class);
        ObjectNode some = MAPPER.treeToValue(all.get(object), ObjectNode.class);
        texts.forEach(some::put);
        return document(all);
    }

    /**
     * Reads one value.
     *
     * @throws JsonProcessingException if the text is not JSON, or not such a value
     */
    public static <T> T read(String text, Class<T> type) throws JsonProcessingException {
        return MAPPER.readValue(text, type);
    }
}
