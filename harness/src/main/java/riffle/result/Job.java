package riffle.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import riffle.network.NetworkSpec;

/**
 * What a run was asked to measure: enough to resume it.
 *
 * @param full whether more than the usual matrix
 * @param blocks blocks in all
 * @param samples timed passes of each process, at most
 * @param device index or part of the name of the OpenCL device; null for the first
 * @param networks networks in place of the paper's; empty for those
 */
public record Job(
        boolean full,
        int blocks,
        int samples,
        String device,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<NetworkSpec> networks) {

    @JsonCreator
    public Job {
        networks = networks == null ? List.of() : List.copyOf(networks);
    }

    /** Of the paper's networks. */
    public Job(boolean full, int blocks, int samples, String device) {
        this(full, blocks, samples, device, List.of());
    }
}
