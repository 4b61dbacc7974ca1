package riffle.analysis.speedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;

class SpeedupsTest {

    private static final NetworkSpec SHUFFLENET = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);
    private static final NetworkSpec CONVOLUTIONS = NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1);

    @Test
    void shareAndExponentWithIntervals() {
        Speedup speedup = Speedups.of(manyBlocks(SHUFFLENET, 10), manyBlocks(ALEXNET, 120));
        assertEquals(19.17, speedup.theoretical(), 0.01);
        assertEquals(12, speedup.actual().orElseThrow().value(), 1e-9);
        assertEquals(12 / 19.17, speedup.retained().orElseThrow().value(), 1e-3);
        double exponent = Math.log(12) / Math.log(speedup.theoretical());
        assertEquals(exponent, speedup.exponent().orElseThrow().value(), 1e-9);
        assertEquals(Math.pow(4, exponent), speedup.perFourfold().orElseThrow().value(), 1e-9);
        assertTrue(speedup.perFourfold().orElseThrow().interval().orElseThrow().contains(Math.pow(4, exponent)));
    }

    @Test
    void anExponentNeedsADifferenceInTheory() {
        Speedup speedup = Speedups.of(manyBlocks(CONVOLUTIONS, 100), manyBlocks(ALEXNET, 120));
        assertEquals(Optional.empty(), speedup.exponent());
        assertEquals(Optional.empty(), speedup.perFourfold());
    }

    @Test
    void numberAndIntervalAreOfTheSameBlocks() {
        ResultRow fast = SampleResults.row(SHUFFLENET, 10);
        ResultRow slow = SampleResults.row(ALEXNET, 120);
        Block unsteady = SampleResults.row(ALEXNET, 999).blocks().getFirst();
        Block marked = new Block(
                false,
                unsteady.warmUpMs(),
                unsteady.compileMs(),
                unsteady.samplesMs(),
                unsteady.transferMs(),
                unsteady.kernelMs());
        Block faster = SampleResults.row(SHUFFLENET, 5).blocks().getFirst();
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
        Speedup speedup = Speedups.of(twoBlocks, oneBlock);
        assertEquals(12, speedup.actual().orElseThrow().value(), 1e-9);
        assertEquals(Optional.empty(), speedup.actual().orElseThrow().interval());
    }

    @Test
    void theBaselineCountsThePartThatRuns() {
        assertEquals(19.2, Speedups.theoretical(SHUFFLENET, ALEXNET), 0.05);
        assertEquals(17.6, Speedups.theoretical(SHUFFLENET, CONVOLUTIONS), 0.05);
    }

    /** The paper: 184.0 ms over 15.2 ms where its own multiply-adds say 720 over 38. */
    @Test
    void thePapersNumbersStandBesideOurs() {
        PublishedSpeedup paper = PublishedTimes.speedups(SHUFFLENET, ALEXNET).getFirst();
        assertEquals("ShuffleNet, Table 8", paper.source());
        assertEquals(18.95, paper.theoretical(), 0.005);
        assertEquals(12.105, paper.actual(), 0.001);
        assertEquals(0.848, paper.exponent().orElseThrow(), 0.001);
        NetworkSpec others = NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.5);
        assertEquals(List.of(), PublishedTimes.speedups(others, ALEXNET)); // of three groups alone
    }

    /** Adjacent ShuffleNets of V2's Table 8: 13.8 times fewer FLOPs, 8.9 times the images per second. */
    @Test
    void soDoThoseOfTheSecondPaper() {
        NetworkSpec wide = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2);
        PublishedSpeedup second = PublishedTimes.speedups(SHUFFLENET, wide).get(1);
        assertEquals(13.8, second.theoretical(), 0.05);
        assertEquals(8.9, second.actual(), 0.05);
        assertEquals(3.17, second.perFourfold().orElseThrow(), 0.02);
    }

    @Test
    void atLargeSizesThePapersAlexNetStandsBesideTheConvolutions() {
        NetworkSpec small = SHUFFLENET.withSize(480, 640);
        List<PublishedSpeedup> published = PublishedTimes.speedups(small, CONVOLUTIONS.withSize(480, 640));
        assertEquals(1, published.size());
        assertEquals(1156.7 / 87.4, published.getFirst().actual(), 1e-9);
        assertEquals(List.of(), PublishedTimes.speedups(SHUFFLENET, CONVOLUTIONS));
    }

    @Test
    void baselinesAreThoseThatThePaperCompares() {
        NetworkSpec twice = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2);
        RunResult run = new RunResult(
                RunResult.SCHEMA,
                SampleResults.ENVIRONMENT,
                List.of(manyBlocks(SHUFFLENET, 10), manyBlocks(twice, 40), manyBlocks(ALEXNET, 120)));
        List<String> pairs = Speedups.of(run).stream()
                .map(speedup -> speedup.network().title() + " over "
                        + speedup.baseline().title())
                .toList();
        assertEquals(
                List.of(
                        "ShuffleNet 0.5x (g = 3) over ShuffleNet 2x (g = 3)",
                        "ShuffleNet 0.5x (g = 3) over AlexNet",
                        "ShuffleNet 2x (g = 3) over AlexNet",
                        "AlexNet over AlexNet"),
                pairs);
    }

    private static ResultRow manyBlocks(NetworkSpec network, double ms) {
        ResultRow row = SampleResults.row(network, ms);
        return new ResultRow(
                row.result(),
                row.status(),
                row.reason(),
                Collections.nCopies(7, row.blocks().getFirst()));
    }
}
