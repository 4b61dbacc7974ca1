package riffle.analysis.speedup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.BenchResult;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;

class PeersTest {

    private static final NetworkSpec SHUFFLENET = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);

    /** A row whose blocks share a disturbance: block i takes (1 + i / 10) times as long. */
    private static ResultRow row(NetworkSpec network, String backend, int threads, double ms, Status status) {
        List<Block> blocks = IntStream.range(0, 5)
                .mapToObj(i -> ms * (1 + i / 10.0))
                .map(time -> new Block(true, List.of(time), 1, List.of(time), List.of(0.0), List.of(List.of(time))))
                .toList();
        BenchResult result = new BenchResult(
                Subject.of(network, backend, "fused").on("device", threads),
                null,
                new Times(ms, ms, ms, 0.0, ms, 0.0, 0.0, 1.0),
                1,
                1,
                List.of(ms),
                true,
                1e-6,
                List.of());
        return new ResultRow(result, status, null, blocks);
    }

    private static List<PeerRatio> ratios(ResultRow... rows) {
        return Peers.of(new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of(rows)));
    }

    @Test
    void eachBackendStandsOverThePeerOnAsManyThreads() {
        List<PeerRatio> ratios = ratios(
                row(SHUFFLENET, "reference", 1, 100, Status.OK),
                row(SHUFFLENET, "onnxruntime", 1, 4, Status.OK),
                row(SHUFFLENET, "onnxruntime", 2, 2, Status.OK),
                row(SHUFFLENET, "bundle", 1, 6, Status.OK),
                row(SHUFFLENET, "bundle", 2, 5, Status.OK));
        assertEquals(List.of(6.0, 5.0), ratios.stream().map(PeerRatio::ms).toList());
        assertEquals(List.of(4.0, 2.0), ratios.stream().map(PeerRatio::peerMs).toList());
        assertEquals(1.5, ratios.get(0).ratio().orElseThrow().value(), 1e-9);
        assertEquals(2.5, ratios.get(1).ratio().orElseThrow().value(), 1e-9);
        assertEquals(
                2.5,
                ratios.get(1).ratio().orElseThrow().interval().orElseThrow().low(),
                1e-9);
    }

    @Test
    void aDeviceOfAnotherKindStandsOverThePeersMostThreads() {
        List<PeerRatio> ratios = ratios(
                row(SHUFFLENET, "bundle", 32, 1, Status.OK),
                row(SHUFFLENET, "onnxruntime", 1, 4, Status.OK),
                row(SHUFFLENET, "onnxruntime", 2, 2, Status.OK));
        assertEquals(List.of(2), ratios.stream().map(PeerRatio::peerThreads).toList());
    }

    @Test
    void theProcessorOnTwoThreadsIsNeverSetAgainstThePeerOnOne() {
        List<ResultRow> rows =
                List.of(row(SHUFFLENET, "bundle", 2, 1, Status.OK), row(SHUFFLENET, "onnxruntime", 1, 4, Status.OK));
        RunResult onProcessor = new RunResult(RunResult.SCHEMA, SampleResults.on("pocl-cpu-amd-epyc"), rows);
        assertEquals(List.of(), Peers.of(onProcessor));
    }

    @Test
    void whatHasNoNumberOrNoPeerHasNoRatio() {
        assertEquals(
                List.of(),
                ratios(
                        row(SHUFFLENET, "bundle", 2, 5, Status.OK),
                        row(ALEXNET, "bundle", 2, 5, Status.NOT_STEADY),
                        row(ALEXNET, "onnxruntime", 2, 5, Status.OK),
                        row(SHUFFLENET, "onnxruntime", 2, 5, Status.WRONG_RESULT)));
    }
}
