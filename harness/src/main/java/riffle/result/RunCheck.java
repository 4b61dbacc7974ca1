package riffle.result;

import java.util.List;
import riffle.network.NetworkSpec;

/** What JSON alone does not promise of a results file: that everything that others rely on is there and fits. */
final class RunCheck {

    private RunCheck() {}

    /**
     * Checks a file as it was read.
     *
     * @throws IllegalArgumentException naming the row, the field and what was expected
     */
    static void check(RunResult run) {
        require(run.environment() != null, "no environment");
        for (int i = 0; i < run.rows().size(); i++) {
            ResultRow row = run.rows().get(i);
            try {
                check(row);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    private static void check(ResultRow row) {
        BenchResult result = row.result();
        require(result != null && result.subject() != null, "no subject");
        Subject subject = result.subject();
        require(subject.network() != null && subject.size() != null, "no network or size");
        require(subject.backend() != null && subject.plan() != null, "no backend or plan");
        if (subject.model() == null) {
            subject.spec().build();
        } else {
            NetworkSpec unused = subject.spec(); // its file may be elsewhere by now: reports leave such rows out
        }
        require(row.status() != null, "no status");
        require(result.times() != null, "no times");
        require(
                row.status() != Status.OK || result.times().medianMs() != null,
                "status is ok and there is no median_ms");
        for (Block block : row.blocks()) {
            check(block, result.operators().size());
        }
        for (OperatorTime operator : result.operators()) {
            require(operator.name() != null && operator.operatorClass() != null, "an operator without name or class");
        }
    }

    private static void check(Block block, int launches) {
        require(!block.samplesMs().isEmpty(), "a block without samples");
        require(positive(block.samplesMs()), "a sample of no time, expected a number above 0");
        require(
                block.transferMs().size() == block.samplesMs().size()
                        && block.kernelMs().size() == block.samplesMs().size(),
                "a block has " + block.samplesMs().size() + " samples, "
                        + block.transferMs().size() + " transfer times and "
                        + block.kernelMs().size() + " lists of kernel times");
        for (List<Double> kernels : block.kernelMs()) {
            require(kernels.size() == launches, kernels.size() + " kernel times for " + launches + " operators");
        }
    }

    private static boolean positive(List<Double> samples) {
        return samples.stream().allMatch(sample -> sample > 0 && Double.isFinite(sample));
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
