package riffle.offload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.execution.Device;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.offload.Probe.Portion;
import riffle.report.OffloadReport;
import riffle.report.page.TerminalPage;

/** Verdicts, cuts and the report of made-up times. */
class OffloadResultTest {

    private static final Device CPU = new Device(0, "CPU", "Engine", "1", 4);
    private static final Device GPU = new Device(0, "Fake GPU", "Fake OpenCL", "2", 32);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);

    private static Clocks took(double ms) {
        return new Clocks(ms, 0.5 * ms, 0.25 * ms, 0.25 * ms, 30);
    }

    private static Point point(Probe probe, double host, double device) {
        return new Point(probe, took(host), took(device), null);
    }

    private static String text(OffloadResult result) {
        return TerminalPage.of(OffloadReport.screen(result));
    }

    private static OffloadResult result(boolean sameProcessor, List<Point> points) {
        return OffloadResult.of(
                new OffloadResult.Side("onnxruntime", CPU),
                new OffloadResult.Side("bundle", GPU),
                sameProcessor,
                points);
    }

    /** AlexNet whose head is ten times as fast on the device and whose tail is ten times as slow. */
    private static List<Point> alexNet(double wholeOnHost) {
        List<Point> points = new ArrayList<>(List.of(point(Probe.of(ALEXNET), wholeOnHost, 101)));
        List<Integer> cuts = NetworkCut.places(ALEXNET.build(), 3);
        for (int cut : cuts) {
            points.add(point(Probe.of(ALEXNET, Portion.HEAD, cut), 10, 1));
            points.add(point(Probe.of(ALEXNET, Portion.TAIL, cut), 10, 100));
        }
        return points;
    }

    @Test
    void theDeviceWinsFromASizeAndNeverByBatch() {
        Representative depthwise = Representative.DEPTHWISE;
        OffloadResult result = result(
                false,
                List.of(
                        point(Probe.of(depthwise, 7, 1), 1, 4),
                        point(Probe.of(depthwise, 14, 1), 1, 2),
                        point(Probe.of(depthwise, 28, 1), 4, 2),
                        point(Probe.of(depthwise, 14, 16), 10, 11)));
        OffloadVerdict verdict = result.verdicts().getFirst();
        assertEquals("operator", verdict.kind());
        assertEquals(14, verdict.at().probe().side());
        assertEquals(BreakEven.Crossing.FROM, verdict.size().kind());
        assertEquals(14 * Math.sqrt(2), verdict.size().at(), 1e-9);
        assertEquals(BreakEven.Crossing.NEVER, verdict.batch().kind());

        String text = text(result);
        assertTrue(text.contains("from about 20x20"), text);
        assertTrue(text.contains("never (1 to 16)"), text);
        assertFalse(text.contains("own processor"), text);
    }

    @Test
    void aNetworkIsCutWhereTheSidesDiffer() {
        BestCut cut = result(false, alexNet(20)).cuts().getFirst();
        assertEquals(6, cut.splits().size());
        assertTrue(cut.best().deviceFirst());
        assertEquals(11, cut.best().totalMs(), 1e-9);
        assertEquals("relu1", cut.best().after());
        assertEquals(4L * 96 * 54 * 54, cut.best().bytes());
        assertTrue(text(result(false, alexNet(20))).contains("device up to relu1, then host: 11.00 ms"));
    }

    @Test
    void aGainWithinTheNoiseIsNone() {
        assertNull(result(false, alexNet(11.5)).cuts().getFirst().best());
        assertTrue(text(result(false, alexNet(11.5))).contains("all on the host"));
    }

    /** The whole was timed in a bad moment, and both parts in better ones: staying on the host would do as well. */
    @Test
    void aSplitMustBeatTheSamePartsOnOneSide() {
        int cut = NetworkCut.places(ALEXNET.build(), 3).getFirst();
        List<Point> points = List.of(
                point(Probe.of(ALEXNET), 30, 100),
                point(Probe.of(ALEXNET, Portion.HEAD, cut), 18, 90),
                point(Probe.of(ALEXNET, Portion.TAIL, cut), 1, 2));
        assertNull(result(false, points).cuts().getFirst().best());
    }

    @Test
    void oneProcessorIsSaidToBeOne() {
        String text = text(result(true, alexNet(20)));
        assertTrue(text.contains("The device is the host's own processor"), text);
    }

    @Test
    void whatHasNoNumberIsNamedWithItsReason() {
        Point missing = new Point(Probe.of(Representative.RELU, 7, 1), null, took(1), "onnxruntime: no beads");
        OffloadResult result = result(false, List.of(missing));
        assertNull(missing.ratio());
        assertEquals(
                BreakEven.Crossing.UNKNOWN, result.verdicts().getFirst().size().kind());
        String text = text(result);
        assertTrue(text.contains("- relu, 240 channels, 7x7, batch 1: onnxruntime: no beads"), text);
    }
}
