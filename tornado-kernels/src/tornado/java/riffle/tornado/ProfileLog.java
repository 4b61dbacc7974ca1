package riffle.tornado;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads TornadoVM's profile: JSON objects one after the other, one an execution, in a log that only grows. Each maps a
 * graph's name to totals and to one object per task, numbers as text, in nanoseconds.
 */
final class ProfileLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private int read;

    /**
     * Times of one execution.
     *
     * @param transferNanos copies to and from the device
     * @param tasks time of each task by its full name
     */
    record Times(long transferNanos, Map<String, Long> tasks) {

        /**
         * @throws IllegalStateException if the profile has no such task: a time is never made up
         */
        long kernelNanos(String task) {
            Long nanos = tasks.get(task);
            if (nanos == null) {
                throw new IllegalStateException("TornadoVM's profile has no time for task " + task);
            }
            return nanos;
        }
    }

    /** The last execution of a log that has grown since the last call. */
    Times latest(String log) {
        String fresh = log.substring(read);
        read = log.length();
        JsonNode last = null;
        try (MappingIterator<JsonNode> objects = JSON.readerFor(JsonNode.class).readValues(fresh)) {
            while (objects.hasNext()) {
                last = objects.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("TornadoVM's profile is not JSON", e);
        }
        if (last == null) {
            throw new IllegalStateException("TornadoVM wrote no profile of this execution");
        }
        return times(last.iterator().next());
    }

    private static Times times(JsonNode graph) {
        Map<String, Long> tasks = new HashMap<>();
        graph.properties().forEach(entry -> {
            if (entry.getValue().has("TASK_KERNEL_TIME")) {
                tasks.put(
                        entry.getKey(), entry.getValue().get("TASK_KERNEL_TIME").asLong());
            }
        });
        return new Times(
                graph.path("COPY_IN_TIME").asLong()
                        + graph.path("COPY_OUT_TIME").asLong(),
                tasks);
    }
}
