package riffle.result;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * One launch of a network taken apart: its kernel as it is, with its arithmetic taken out, and with its memory traffic
 * taken out. Times are kernel times in milliseconds, medians of their samples; samples i of the three were taken one
 * after the other.
 *
 * @param subject network, backend and device
 * @param launch name of the launch in the network's row
 * @param operatorClass what reports group by
 * @param fullMs the kernel as it is
 * @param memoryOnlyMs all loads and stores, no multiply-adds
 * @param computeOnlyMs all multiply-adds, loads from a few bytes that stay in registers or the nearest cache
 * @param fullSamplesMs samples of the full kernel
 * @param memoryOnlySamplesMs samples without arithmetic
 * @param computeOnlySamplesMs samples without memory traffic
 */
public record Ablation(
        @JsonUnwrapped Subject subject,
        String launch,
        @JsonProperty("class") String operatorClass,
        double fullMs,
        double memoryOnlyMs,
        double computeOnlyMs,
        List<Double> fullSamplesMs,
        List<Double> memoryOnlySamplesMs,
        List<Double> computeOnlySamplesMs) {

    public Ablation {
        fullSamplesMs = List.copyOf(fullSamplesMs);
        memoryOnlySamplesMs = List.copyOf(memoryOnlySamplesMs);
        computeOnlySamplesMs = List.copyOf(computeOnlySamplesMs);
    }
}
