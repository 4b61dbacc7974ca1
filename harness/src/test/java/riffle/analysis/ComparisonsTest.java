package riffle.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.environment.Difference;
import riffle.result.environment.Environment;
import riffle.stats.Verdict;

class ComparisonsTest {

    private static final NetworkSpec NARROW = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
    private static final NetworkSpec WIDE = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);
    private static final NetworkSpec MOBILENET = NetworkSpec.of(Architecture.MOBILENET, 1, 1);

    @Test
    void fasterSlowerOrNoTelling() {
        RunComparison comparison = Comparisons.of(
                run(blocks(NARROW, 10, 7), blocks(WIDE, 40, 7), blocks(ALEXNET, 100, 7)),
                run(blocks(NARROW, 9, 7), blocks(WIDE, 44, 7), blocks(ALEXNET, 100.5, 7)));
        assertEquals(
                List.of(Verdict.FASTER, Verdict.SLOWER, Verdict.CANNOT_TELL),
                comparison.entries().stream().map(RunComparison.Entry::verdict).toList());
        assertEquals(0.9, comparison.entries().getFirst().ratio().orElseThrow().value(), 1e-6);
        assertEquals(List.of(), comparison.differences());
    }

    @Test
    void tooFewBlocksAndFailedRowsSayWhy() {
        ResultRow failed = SampleResults.RUN.rows().get(1);
        RunComparison comparison =
                Comparisons.of(run(blocks(NARROW, 10, 3), failed), run(blocks(NARROW, 9, 3), failed));
        RunComparison.Entry few = comparison.entries().getFirst();
        assertEquals(Verdict.CANNOT_TELL, few.verdict());
        assertEquals(0.9, few.ratio().orElseThrow().value(), 1e-6);
        assertEquals(Optional.of("an interval needs 4 steady blocks on either side, got 3 and 3"), few.reason());
        RunComparison.Entry none = comparison.entries().getLast();
        assertEquals(Optional.empty(), none.ratio());
        assertTrue(none.reason().orElseThrow().startsWith("A: failed: the worker ended"), none.toString());
    }

    /** Eight blocks a side would give an interval; the times of an emulated processor give none. */
    @Test
    void emulatedTimesAreComparedWithNothing() {
        RunResult real = run(blocks(NARROW, 10, 7));
        RunResult emulated = real.with(SampleResults.emulated("aarch64 on x86-64"), List.of(blocks(NARROW, 9, 7)));
        String why = "emulated (aarch64 on x86-64), so its times are none of a machine";
        for (RunComparison comparison : List.of(Comparisons.of(real, emulated), Comparisons.of(emulated, real))) {
            RunComparison.Entry entry = comparison.entries().getFirst();
            boolean first = comparison.first().emulated() != null;
            assertEquals(Verdict.CANNOT_TELL, entry.verdict());
            assertEquals(Optional.empty(), entry.ratio());
            assertEquals(Optional.of((first ? "A: " : "B: ") + why), entry.reason());
            assertEquals(Optional.empty(), first ? entry.firstMs() : entry.secondMs());
            assertTrue((first ? entry.secondMs() : entry.firstMs()).isPresent());
        }
    }

    @Test
    void configurationsOfOneRunAloneAreListed() {
        RunComparison comparison = Comparisons.of(
                run(blocks(NARROW, 10, 7), blocks(ALEXNET, 100, 7)),
                run(blocks(MOBILENET, 30, 7), blocks(NARROW, 10, 7)));
        assertEquals(1, comparison.entries().size());
        assertEquals("alexnet", comparison.onlyFirst().getFirst().network());
        assertEquals("mobilenet", comparison.onlySecond().getFirst().network());
    }

    @Test
    void differencesOfTheEnvironmentAreNamedButNotItsDateAndLoad() {
        Environment ours = SampleResults.ENVIRONMENT;
        Environment theirs = new Environment(
                "2027-01-01T00:00:00Z",
                ours.device(),
                ours.deviceIdentity(),
                ours.platform(),
                "0.2",
                ours.computeUnits(),
                ours.threads(),
                ours.tornadoVm(),
                ours.jdk(),
                ours.os(),
                ours.cpu(),
                ours.emulated(),
                ours.processors(),
                null,
                ours.clock(),
                ours.governor(),
                9.0,
                9.0,
                ours.tornadoFlags(),
                "2 compute units: 1 launch, a1",
                ours.leftOut());
        assertEquals(
                List.of(
                        new Difference("driver", "0.1", "0.2"),
                        new Difference("commit", "abc123", "null"),
                        new Difference("tuning", "null", "2 compute units: 1 launch, a1")),
                ours.differences(theirs));
    }

    private static RunResult run(ResultRow... rows) {
        return new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of(rows));
    }

    /** A row whose blocks differ a little, by up to 0.6 % either way. */
    private static ResultRow blocks(NetworkSpec network, double ms, int count) {
        ResultRow row = SampleResults.row(network, ms);
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double factor = 1 + 0.002 * (i % 7 - 3);
            Block block = row.blocks().getFirst();
            blocks.add(new Block(
                    true,
                    block.warmUpMs(),
                    block.compileMs(),
                    block.samplesMs().stream().map(sample -> factor * sample).toList(),
                    block.transferMs(),
                    block.kernelMs()));
        }
        return new ResultRow(row.result(), row.status(), row.reason(), blocks);
    }
}
