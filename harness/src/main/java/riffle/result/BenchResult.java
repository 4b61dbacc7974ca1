package riffle.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One network's measurement: what {@code bench --json} prints and every row of a results file holds.
 *
 * @param subject what was measured
 * @param times its times
 * @param launches kernel launches of a pass
 * @param samplesMs end-to-end times of all blocks, in order
 * @param verified whether the output agreed with the reference in every process, before and after timing
 * @param maxError largest error found, relative to the largest output; null if no output was compared
 * @param operators the launches
 */
public record BenchResult(
        @JsonUnwrapped Subject subject,
        @JsonUnwrapped Times times,
        int launches,
        List<Double> samplesMs,
        boolean verified,
        Double maxError,
        List<OperatorTime> operators) {

    public BenchResult {
        samplesMs = List.copyOf(samplesMs);
        operators = List.copyOf(operators);
    }
}
