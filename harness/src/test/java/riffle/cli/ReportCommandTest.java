package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.SampleResults;

class ReportCommandTest {

    @TempDir
    private Path folder;

    @Test
    void writesTheReportBesideItsResults() throws IOException {
        Path results = folder.resolve("2026-01-31-abc123.json");
        ResultStore.write(results, SampleResults.RUN);
        Path jmh = Files.writeString(folder.resolve("jmh.json"), """
                [{"benchmark": "riffle.jmh.ReferenceBenchmark.add", "mode": "avgt", "threads": 1, "forks": 2,
                  "params": {"channels": "24"},
                  "primaryMetric": {"score": 1.5, "scoreError": "NaN", "scoreConfidence": ["NaN", "NaN"],
                                    "scoreUnit": "ms/op", "rawData": [[1.0, 2.0], [1.5, 1.5]]}}]
                """);
        Cli ran = Cli.run("report", results.toString(), jmh.toString());
        assertEquals(0, ran.status(), ran.err());
        Path page = folder.resolve("2026-01-31-abc123").resolve("report.html");
        assertEquals("report: " + page + System.lineSeparator(), ran.out());
        String text = Files.readString(page.resolveSibling("report.md"));
        assertTrue(text.contains("1 of 4 configurations have no number"), text);
        assertTrue(text.contains("| ReferenceBenchmark.add {channels=24} | avgt |       1 |     2 | 1.500 |"), text);
        assertTrue(
                Files.readString(page).contains("<title>Theoretical and actual speedup: Fake Device (TM), 2026-01-31"));
    }

    /** The devices of a table, and what was measured here among them, as a full point. */
    @Test
    void publishedTimesStandBesideMeasuredOnes() throws IOException {
        Path results = folder.resolve("a.json");
        List<ResultRow> rows = List.of(
                SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1), 10),
                SampleResults.row(NetworkSpec.of(Architecture.MOBILENET, 1, 1), 25));
        ResultStore.write(results, new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, rows));

        Cli ran = Cli.run("report", results.toString(), "../results/published/ncnn.json");

        assertEquals(0, ran.status(), ran.err());
        String text = Files.readString(folder.resolve("a").resolve("report.md"));
        assertTrue(text.contains("4.14x in theory: measured here 2.50x; one thread 2.06x to"), text);
        assertTrue(text.contains("; GPUs 0.85x to 1.82x, median"), text);
        String page = Files.readString(folder.resolve("a").resolve("report.html"));
        assertTrue(page.contains("Theory and devices: ShuffleNet 1x (g = 3) over 1.0 MobileNet, 224x224"));
    }

    @Test
    void publishedTimesAloneMakeAReportToo() throws IOException {
        Cli refused = Cli.run("report", "../results/published/ncnn.json");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--output is missing, expected a folder for the report of published times"));
        Cli ran = Cli.run("report", "../results/published/ncnn.json", "--output", folder.toString());
        assertEquals(0, ran.status(), ran.err());
        String text = Files.readString(folder.resolve("report.md"));
        assertTrue(text.startsWith("# Theoretical and actual speedup, as others published it"), text);
        assertTrue(text.contains("Raspberry Pi 4"), text);
    }

    /** The same rows twice: the times that a machine took are shown, those that an emulator took nowhere. */
    @Test
    void emulatedTimesAreInNoTable() throws IOException {
        Path real = folder.resolve("real.json");
        Path emulated = folder.resolve("emulated.json");
        NetworkSpec network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        RunResult run = SampleResults.RUN.with(
                SampleResults.ENVIRONMENT,
                List.of(
                        SampleResults.row(network, 10),
                        SampleResults.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120)));
        ResultStore.write(real, run);
        ResultStore.write(
                emulated,
                run.with(
                        SampleResults.emulated("aarch64 on x86-64"),
                        List.of(
                                SampleResults.row(network, 777),
                                SampleResults.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 7770))));
        Path both = folder.resolve("both");

        Cli ran = Cli.run("report", real.toString(), emulated.toString(), "--output", both.toString());

        assertEquals(0, ran.status(), ran.err());
        String text = Files.readString(both.resolve("report.md"));
        assertTrue(
                text.contains("Measured under emulation (aarch64 on x86-64): times are none of a machine, and 2"
                        + " configurations are in no table. 2 of 2 gave the reference's output."),
                text);
        assertTrue(text.contains("10.00"), text);
        assertFalse(text.contains("777"), text);
        assertTrue(text.contains("| aarch64 on x86-64 "), text);
        Cli alone = Cli.run("report", emulated.toString());
        assertEquals(0, alone.status(), alone.err());
        String only = Files.readString(folder.resolve("emulated").resolve("report.md"));
        assertFalse(only.contains("777") || only.contains("GFLOP"), only);
        assertTrue(only.contains("2 configurations are in no table"), only);
        Cli summary = Cli.run("report", "--summary", emulated.toString());
        assertEquals(2, summary.status());
        assertTrue(
                summary.err().contains("emulated.json: measured under emulation (aarch64 on x86-64)"), summary.err());
        Cli beside = Cli.run("compare", emulated.toString(), "../results/published/shufflenet-table-8.json");
        assertEquals(2, beside.status());
        assertTrue(beside.err().contains("emulated.json was measured under emulation"), beside.err());
    }

    @Test
    void severalRunsNeedAFolder() throws IOException {
        Path results = folder.resolve("a.json");
        ResultStore.write(results, SampleResults.RUN);
        Cli ran = Cli.run("report", results.toString(), results.toString());
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("--output is missing, expected a folder"), ran.err());
    }

    @Test
    void aSummaryIsTable8OfOurKernelsAndNothingElse() throws IOException {
        Path results = folder.resolve("a.json");
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        NetworkSpec alexNet = NetworkSpec.of(Architecture.ALEXNET, 1, 1);
        List<ResultRow> rows = List.of(
                SampleResults.row(shuffleNet, 10),
                SampleResults.row(shuffleNet.withSize(480, 640), 50),
                SampleResults.row(alexNet, 120),
                SampleResults.row(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1), 100));
        ResultStore.write(results, new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, rows));
        Cli ran = Cli.run("report", "--summary", results.toString());
        assertEquals(0, ran.status(), ran.err());
        List<String> table = tableOf(ran.out());
        assertEquals(4, table.size(), ran.out());
        assertTrue(table.get(2).startsWith("| ShuffleNet 0.5x (g = 3) |"), ran.out());
        assertTrue(table.get(2).contains(" 12.00x |"), ran.out());
        assertTrue(table.get(3).startsWith("| AlexNet "), ran.out());
        assertArrayEquals(new String[] {"a.json"}, folder.toFile().list());
    }

    /** Of the file whose picture README shows. */
    @Test
    void theTableOfTheReadmeIsTheSummary() throws IOException {
        Path readme = Path.of("..", "README.md");
        String text = Files.readString(readme);
        Matcher picture =
                Pattern.compile("\\((results/\\S+)/speedup-1-thread\\.svg\\)").matcher(text);
        assertTrue(picture.find(), text);
        Cli ran = Cli.run("report", "--summary", "../" + picture.group(1) + ".json");
        assertEquals(tableOf(ran.out()), tableOf(text.substring(0, picture.start())), ran.err());
    }

    private static List<String> tableOf(String text) {
        return text.lines().filter(line -> line.startsWith("|")).toList();
    }

    @Test
    void aSummaryNeedsAlexNetOfOneFile() throws IOException {
        Path results = folder.resolve("a.json");
        List<ResultRow> rows = List.of(SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10));
        ResultStore.write(results, new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, rows));
        Cli without = Cli.run("report", "--summary", results.toString());
        assertEquals(2, without.status());
        assertTrue(without.err().contains(results + ": no time of AlexNet at 224x224 on a device"), without.err());
        Cli two = Cli.run("report", "--summary", results.toString(), results.toString());
        assertEquals(2, two.status());
        assertTrue(two.err().contains("--summary takes one results file"), two.err());
    }

    @Test
    void badFilesAreNamedInOneLine() throws IOException {
        Path poem = Files.writeString(folder.resolve("poem.json"), "roses are red");
        Path array = Files.writeString(folder.resolve("array.json"), "[1]");
        for (Path bad : new Path[] {poem, array, folder.resolve("missing.json"), folder}) {
            Cli ran = Cli.run("report", bad.toString());
            assertEquals(2, ran.status());
            assertEquals("", ran.out());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().contains(bad.toString()), ran.err());
        }
    }

    @Test
    void jmhAloneIsNoReport() throws IOException {
        Path jmh = Files.writeString(folder.resolve("jmh.json"), "[]");
        Cli ran = Cli.run("report", jmh.toString());
        assertEquals(2, ran.status());
        assertTrue(ran.err().contains("no results file among FILES"), ran.err());
    }
}
