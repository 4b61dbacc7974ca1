package riffle.result.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import riffle.stats.Interval;

/**
 * One benchmark of a file that JMH wrote with {@code -rf json}.
 *
 * @param name class and method, without their package, and parameters
 * @param mode {@code avgt}, {@code thrpt}, ...
 * @param threads threads that ran it
 * @param forks processes
 * @param score JMH's score
 * @param interval JMH's 99.9 % confidence interval of it; empty where it has none
 * @param unit of the score
 * @param samples iterations of all forks
 */
public record JmhBenchmark(
        String name,
        String mode,
        int threads,
        int forks,
        double score,
        Optional<Interval> interval,
        String unit,
        int samples) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Whether a text looks like such a file rather than one of Riffle's results: a JSON array. */
    public static boolean isJmh(String text) {
        return text.stripLeading().startsWith("[");
    }

    /**
     * Reads a file's text.
     *
     * @throws IllegalArgumentException if it is not what JMH writes; the message says what is missing
     */
    public static List<JmhBenchmark> read(String text) {
        JsonNode array;
        try {
            array = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JMH's JSON: " + e.getOriginalMessage(), e);
        }
        List<JmhBenchmark> benchmarks = new ArrayList<>();
        for (JsonNode entry : array) {
            benchmarks.add(read(entry));
        }
        return benchmarks;
    }

    private static JmhBenchmark read(JsonNode entry) {
        JsonNode metric = entry.path("primaryMetric");
        if (!entry.hasNonNull("benchmark") || !metric.path("score").isNumber()) {
            throw new IllegalArgumentException("not JMH's JSON: an entry without benchmark or primaryMetric.score");
        }
        int samples = 0;
        for (JsonNode fork : metric.path("rawData")) {
            samples += fork.size();
        }
        return new JmhBenchmark(
                name(entry),
                entry.path("mode").asText(),
                entry.path("threads").asInt(),
                entry.path("forks").asInt(),
                metric.path("score").asDouble(),
                interval(metric.path("scoreConfidence")),
                metric.path("scoreUnit").asText(),
                samples);
    }

    private static String name(JsonNode entry) {
        String[] parts = entry.path("benchmark").asText().split("\\.", -1);
        String name = parts.length < 2 ? parts[0] : parts[parts.length - 2] + "." + parts[parts.length - 1];
        TreeMap<String, String> parameters = new TreeMap<>();
        entry.path("params")
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters.isEmpty() ? name : name + " " + parameters;
    }

    /** JMH writes NaN as a text. */
    private static Optional<Interval> interval(JsonNode ends) {
        return ends.size() == 2 && ends.get(0).isNumber() && ends.get(1).isNumber()
                ? Optional.of(new Interval(ends.get(0).asDouble(), ends.get(1).asDouble()))
                : Optional.empty();
    }
}
