package riffle.result.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;

/** JMH's results as they may leave the machine. */
public final class JmhJson {

    private static final String JVM = "jvm";
    private static final String ARGUMENTS = "jvmArgs";

    private JmhJson() {}

    /**
     * Takes out where things are on this machine: the path of the Java machine and arguments with paths. Its version
     * and the other arguments stay.
     *
     * @throws UncheckedIOException if the text is not JMH's JSON
     */
    public static String withoutPaths(String json) {
        ArrayNode results;
        try {
            results = Json.readArray(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
        for (JsonNode result : results) {
            ObjectNode fields = (ObjectNode) result;
            fields.put(JVM, "java");
            ArrayNode kept = fields.arrayNode();
            fields.path(ARGUMENTS).forEach(argument -> {
                if (!argument.asText().contains("/")) {
                    kept.add(argument);
                }
            });
            fields.set(ARGUMENTS, kept);
        }
        return Json.document(results) + "\n";
    }
}
