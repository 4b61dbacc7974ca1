package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.BenchResult;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Samples;
import riffle.result.Subject;

class PeerReportTest {

    private static ResultRow of(String backend, double ms) {
        NetworkSpec network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        ResultRow row = Samples.row(network, ms);
        BenchResult result = row.result();
        return new ResultRow(
                new BenchResult(
                        Subject.of(network, backend, "fused").on("Fake Device (TM)", 2),
                        result.note(),
                        result.times(),
                        result.launches(),
                        result.heapMb(),
                        result.samplesMs(),
                        result.verified(),
                        result.maxError(),
                        result.operators()),
                row.status(),
                row.reason(),
                row.blocks());
    }

    @Test
    void oursOverTheirs() {
        RunResult run =
                new RunResult(RunResult.SCHEMA, Samples.ENVIRONMENT, List.of(of("onnxruntime", 10), of("bundle", 15)));
        String line = SpeedupReport.of(run)
                .lines()
                .filter(each -> each.contains("| bundle "))
                .findFirst()
                .orElseThrow();
        List<String> cells =
                List.of(line.split("\\|")).stream().map(String::strip).toList();
        assertEquals(
                List.of(
                        "",
                        "ShuffleNet 0.5x (g = 3)",
                        "224x224",
                        "bundle",
                        "fused",
                        "2",
                        "15.00",
                        "onnxruntime",
                        "2",
                        "10.00",
                        "1.50",
                        "-"),
                cells);
    }

    @Test
    void nothingWithoutAPeer() {
        assertTrue(PeerReport.of(Samples.RUN).isEmpty());
    }
}
