package riffle.analysis.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import riffle.result.Status;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;

/** Which ceilings hold for a row, and a run's own halves. */
class RoofsTest {

    private static final String DEVICE = "Fake Device (TM)";

    private static Setting setting(String backend, String device, Integer threads) {
        return new Setting("224x224", 1, backend, "fused", device, threads);
    }

    private static RunResult run(Ceilings... ceilings) {
        return SampleResults.RUN.withCeilings(List.of(ceilings));
    }

    @Test
    void ceilingsAreOfTheSameDeviceAndThreads() {
        RunResult run =
                run(SampleResults.ceilings(Moment.START, "other", 2), SampleResults.ceilings(Moment.START, DEVICE, 1));
        assertEquals(Optional.empty(), Roofs.of(run, setting("fake", DEVICE, 2)).peak());
        assertEquals(
                Optional.empty(), Roofs.of(run, setting("fake", DEVICE, null)).peak());
        assertEquals(Optional.empty(), Roofs.of(run, setting("fake", DEVICE, 2)).bandwidth(1));
        assertEquals(
                Optional.of(100.0), Roofs.of(run, setting("fake", DEVICE, 1)).peak());
        assertEquals(
                Optional.of(100.0), Roofs.of(run, setting("fake", "other", 2)).peak());
    }

    @Test
    void thoseOfTheStartComeFirstAndTheOwnBackendsBeforeThem() {
        Ceilings start = SampleResults.ceilings(Moment.START, 100);
        Ceilings end = SampleResults.ceilings(Moment.END, 98);
        assertEquals(
                Optional.of(100.0),
                Roofs.of(run(end, start), setting("fake", DEVICE, 2)).peak());
        Ceilings others = new Ceilings(
                Moment.START,
                "other",
                DEVICE,
                2,
                SampleResults.ceilings(Moment.START, 50).peak(),
                start.bandwidth(),
                start.plateaus(),
                start.launch(),
                start.transfers(),
                0.25);
        assertEquals(
                Optional.of(98.0),
                Roofs.of(run(others, end), setting("fake", DEVICE, 2)).peak());
        assertTrue(Roofs.of(run(others, end), setting("fake", DEVICE, 2)).sameBackend());
    }

    /** A launch through another backend costs something else. */
    @Test
    void theCostOfALaunchIsTheOwnBackendsAlone() {
        Ceilings ceilings = SampleResults.ceilings(Moment.START, 100);
        Roofs own = Roofs.of(run(ceilings), setting("fake", DEVICE, 2));
        assertEquals(Optional.of(ceilings.launch().queuedUs() / 1000), own.launchMs());
        Roofs other = Roofs.of(run(ceilings), setting("bundle", DEVICE, 2));
        assertEquals(Optional.empty(), other.launchMs());
        assertEquals(Optional.of(100.0), other.peak());
        assertFalse(other.sameBackend());
    }

    /** Copying reaches 100 GB/s in a cache of 32 kB and 10 beyond it. */
    @Test
    void bandwidthIsThatOfTheLevelThatAWorkingSetFits() {
        Roofs roofs = Roofs.of(run(SampleResults.ceilings(Moment.START, 100)), setting("fake", DEVICE, 2));
        assertEquals(Optional.of(100.0), roofs.bandwidth(1000));
        assertEquals(Optional.of(100.0), roofs.bandwidth(32_768));
        assertEquals(Optional.of(10.0), roofs.bandwidth(32_769));
        assertEquals(Optional.of(10.0), roofs.bandwidth(1 << 30));
    }

    @Test
    void halvesTakeTheBlocksAsABBA() {
        NetworkSpec network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        ResultRow row = SampleResults.row(network, 10);
        List<Block> blocks = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0).stream()
                .map(ms -> new Block(true, List.of(ms), 1, List.of(ms), List.of(0.0), List.of(List.of(ms))))
                .toList();
        ResultRow seven = new ResultRow(row.result(), Status.OK, "reason", blocks);
        ResultRow two = new ResultRow(row.result(), Status.OK, null, blocks.subList(0, 2));
        ResultRow one = new ResultRow(row.result(), Status.OK, null, Collections.nCopies(1, blocks.getFirst()));
        Halves halves = Halves.of(new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of(seven, one, two)));
        assertEquals(List.of(List.of(1.0, 4.0, 5.0), List.of(1.0)), medians(halves.first()));
        assertEquals(List.of(List.of(2.0, 3.0, 6.0, 7.0), List.of(2.0)), medians(halves.second()));
        assertEquals("reason", halves.first().rows().getFirst().reason());
        assertEquals(SampleResults.ENVIRONMENT, halves.second().environment());
    }

    private static List<List<Double>> medians(RunResult run) {
        return run.rows().stream()
                .map(row -> row.blocks().stream().map(Block::medianMs).toList())
                .toList();
    }
}
