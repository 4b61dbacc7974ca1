package riffle.result.ceiling;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * A copy between host and device, on the host's clock.
 *
 * @param direction which way
 * @param bytes of the copy
 * @param gbPerS 90th percentile of the samples, 10^9 bytes/s
 * @param samples 10^9 bytes/s, in the order of measurement
 */
public record Transfer(Direction direction, long bytes, double gbPerS, List<Double> samples) {

    /** Which way a copy goes. */
    public enum Direction {
        HOST_TO_DEVICE,
        DEVICE_TO_HOST;

        /** The name in result files. */
        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Transfer {
        samples = List.copyOf(samples);
    }
}
