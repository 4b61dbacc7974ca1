package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.report.page.Report;
import riffle.report.table.Cell;
import riffle.result.BenchResult;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.Subject;

class PeerTableTest {

    private static ResultRow of(String backend, double ms) {
        NetworkSpec network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        ResultRow row = SampleResults.row(network, ms);
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
        RunResult run = new RunResult(
                RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of(of("onnxruntime", 10), of("bundle", 15)));
        Report report = Reports.of(List.of(new Reports.File("a.json", run)), List.of());
        List<String> cells = report.table("peer-table").orElseThrow().table().rows().getFirst().stream()
                .map(Cell::text)
                .toList();
        assertEquals(
                List.of(
                        "224x224",
                        "bundle",
                        "fused",
                        "2",
                        "ShuffleNet 0.5x (g = 3)",
                        "15.00",
                        "onnxruntime",
                        "2",
                        "10.00",
                        "1.50",
                        "-"),
                cells);
        assertEquals(
                List.of("Beside onnxruntime (224x224, bundle, fused, 2 threads), time over its time is 1.50x"
                        + " (ShuffleNet 0.5x (g = 3)); 0 of 1 network takes no longer here."),
                report.about("peer"));
    }

    @Test
    void nothingWithoutAPeer() {
        Report report = Reports.of(List.of(new Reports.File("a.json", SampleResults.RUN)), List.of());
        assertTrue(report.section("peer").isEmpty());
        assertEquals(List.of(), report.about("peer"));
    }
}
