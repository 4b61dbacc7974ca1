package riffle.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One network's measurement: what every row of a results file holds.
 *
 * @param subject what was measured
 * @param note what a reader of its numbers must know, such as a part that does not run at this size; null for nothing
 * @param times its times
 * @param launches kernel launches of a pass
 * @param heapMb largest heap of its worker processes, MB
 * @param samplesMs the end-to-end times that the statistics are of, in order: those of the steady blocks
 * @param verified whether the output agreed with the reference in every pass of every process
 * @param maxError largest error found, relative to the largest output; null if no output was compared
 * @param operators the launches
 * @param memory what it holds on the device; null where the backend does not tell, and in files that do not say
 */
public record BenchResult(
        @JsonUnwrapped Subject subject,
        String note,
        @JsonUnwrapped Times times,
        int launches,
        long heapMb,
        List<Double> samplesMs,
        boolean verified,
        Double maxError,
        List<OperatorTime> operators,
        Memory memory) {

    @JsonCreator
    public BenchResult {
        samplesMs = List.copyOf(samplesMs);
        operators = List.copyOf(operators);
    }

    /** One whose memory is not known. */
    public BenchResult(
            Subject subject,
            String note,
            Times times,
            int launches,
            long heapMb,
            List<Double> samplesMs,
            boolean verified,
            Double maxError,
            List<OperatorTime> operators) {
        this(subject, note, times, launches, heapMb, samplesMs, verified, maxError, operators, null);
    }
}
