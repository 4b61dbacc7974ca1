package riffle.result.ceiling;

import java.util.List;

/**
 * Bandwidth at one working set.
 *
 * @param pattern what is done
 * @param bytes working set: all arrays of the pattern together
 * @param gbPerS 90th percentile of the samples, 10^9 bytes/s
 * @param samples 10^9 bytes/s, in the order of measurement
 */
public record Bandwidth(Pattern pattern, long bytes, double gbPerS, List<Double> samples) {

    public Bandwidth {
        samples = List.copyOf(samples);
    }
}
