package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Samples;

class SpeedupReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(Locale.forLanguageTag(tag), () -> Golden.check("reproduce.md", SpeedupReport.of(Samples.RUN)));
    }

    @Test
    void theorysShareAndExponent() {
        Speedup speedup = new Speedup(16, 4, Optional.empty());
        assertEquals(0.25, speedup.retained());
        assertEquals(0.5, speedup.exponent().orElseThrow(), 1e-12);
        assertEquals(Optional.empty(), new Speedup(1, 1.1, Optional.empty()).exponent());
    }

    @Test
    void enoughBlocksGiveAnInterval() {
        ResultRow fast = manyBlocks(Samples.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10));
        ResultRow slow = manyBlocks(Samples.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120));
        assertTrue(Speedup.of(fast, slow).interval().orElseThrow().contains(12));
    }

    @Test
    void pointAndIntervalAreOfTheSameBlocks() {
        ResultRow fast = Samples.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10);
        ResultRow slow = Samples.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120);
        Block unsteady = Samples.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 999)
                .blocks()
                .getFirst();
        Block marked = new Block(
                false,
                unsteady.warmUpMs(),
                unsteady.compileMs(),
                unsteady.samplesMs(),
                unsteady.transferMs(),
                unsteady.kernelMs());
        Block faster = Samples.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 5)
                .blocks()
                .getFirst();
        ResultRow oneBlock = new ResultRow(
                slow.result(),
                slow.status(),
                null,
                List.of(marked, slow.blocks().getFirst()));
        ResultRow twoBlocks = new ResultRow(
                fast.result(),
                fast.status(),
                null,
                List.of(faster, fast.blocks().getFirst()));
        assertEquals(12, Speedup.of(twoBlocks, oneBlock).actual());
    }

    @Test
    void theLargeInputHasThePapersColumnsOverTheConvolutions() {
        NetworkSpec convolutions =
                NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1).withSize(480, 640);
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).withSize(480, 640);
        RunResult run = new RunResult(
                RunResult.SCHEMA,
                Samples.ENVIRONMENT,
                List.of(Samples.row(shuffleNet, 10), Samples.row(convolutions, 120)));
        String text = SpeedupReport.of(run);
        assertTrue(text.contains("paper: ms"), text);
        assertTrue(text.contains("paper: its AlexNet, beside the convolutions that run here"), text);
        assertTrue(text.contains("- AlexNet (convolutions only): Ends after the last pool"), text);
    }

    @Test
    void theBaselineCountsThePartThatRuns() {
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        double whole = Speedup.theoretical(shuffleNet, NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        double convolutions = Speedup.theoretical(shuffleNet, NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
        assertEquals(19.2, whole, 0.05);
        assertEquals(17.6, convolutions, 0.05);
    }

    private static ResultRow manyBlocks(ResultRow row) {
        List<Block> blocks = Collections.nCopies(7, row.blocks().get(0));
        return new ResultRow(row.result(), row.status(), row.reason(), blocks);
    }
}
