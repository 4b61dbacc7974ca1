package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.analysis.Comparisons;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.report.ComparisonReport;
import riffle.report.page.TerminalPage;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.SampleResults;

class CompareCommandTest {

    @TempDir
    private Path folder;

    @Test
    void comparesTwoFilesAndIsDone() throws IOException {
        Path file = folder.resolve("a.json");
        ResultStore.write(file, SampleResults.RUN);
        Cli ran = Cli.run("compare", file.toString(), file.toString());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("B is faster in 0, slower in 0, and there is no telling in 4 of 4"), ran.out());
    }

    @Test
    void theWholeReportGoesWhereItIsAskedTo() throws IOException {
        Path file = folder.resolve("a.json");
        ResultStore.write(file, SampleResults.RUN);
        Cli ran = Cli.run(
                "compare",
                file.toString(),
                file.toString(),
                "--output",
                folder.resolve("b").toString());
        assertEquals(0, ran.status(), ran.err());
        Path page = folder.resolve("b").resolve("report.html");
        assertEquals("report: " + page + System.lineSeparator(), ran.err());
        String text = Files.readString(page.resolveSibling("report.md"));
        assertEquals(
                4, text.lines().filter(line -> line.contains("| can't tell |")).count(), text);
    }

    /** Halves of eight equal blocks: four on either side, and nothing between them. */
    @Test
    void comparesTheHalvesOfOneFile() throws IOException {
        Path file = folder.resolve("a.json");
        ResultRow row = SampleResults.RUN.rows().getFirst();
        List<Block> blocks = Collections.nCopies(8, row.blocks().getFirst());
        ResultRow longer = new ResultRow(row.result(), row.status(), row.reason(), blocks);
        ResultStore.write(file, SampleResults.RUN.with(SampleResults.RUN.environment(), List.of(longer)));
        Cli ran = Cli.run("compare", file.toString());
        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("1 of 1 intervals hold 1; their median half-width is 0.0 %."), ran.out());
    }

    /** 184.0 ms over 15.2 ms in the paper's Table 8; made-up times of the same pair beside them. */
    @Test
    void comparesAMeasuredFileWithPublishedTimes() throws IOException {
        Path file = folder.resolve("a.json");
        List<ResultRow> rows = List.of(
                SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10),
                SampleResults.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120));
        ResultStore.write(file, SampleResults.RUN.with(SampleResults.ENVIRONMENT, rows));
        Path paper = Path.of("../results/published/shufflenet-table-8.json");
        Path page = folder.resolve("page");

        Cli ran = Cli.run("compare", file.toString(), paper.toString(), "--output", page.toString());

        assertEquals(0, ran.status(), ran.err());
        assertTrue(ran.out().contains("All rows: network ShuffleNet 0.5x (g = 3), over AlexNet, size 224x224."));
        assertTrue(ran.out().contains("| Fake Device (TM) |     GPU | 12.00x |"), ran.out());
        assertTrue(ran.out().contains("| Snapdragon 820   |       1 | 12.11x |"), ran.out());
        assertTrue(Files.readString(page.resolve("report.md")).contains("| Snapdragon 820   |"));
    }

    @Test
    void withoutACommonPairThereIsNothingToCompare() throws IOException {
        Path file = folder.resolve("a.json");
        ResultRow row = SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10);
        ResultStore.write(file, SampleResults.RUN.with(SampleResults.ENVIRONMENT, List.of(row)));
        Cli ran = Cli.run("compare", "../results/published/ncnn.json", file.toString());
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("the two files have no pair of networks in common at the same size"), ran.err());
    }

    @Test
    void publishedTimesHaveNoHalves() {
        Cli ran = Cli.run("compare", "../results/published/ncnn.json");
        assertEquals(2, ran.status(), ran.err());
        assertTrue(ran.err().contains("ncnn.json: times that others published; expected results"), ran.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(
                Locale.forLanguageTag(tag),
                () -> Golden.check(
                        "compare.md",
                        TerminalPage.of(ComparisonReport.screen(ComparisonReport.of(
                                Comparisons.of(SampleResults.RUN, SampleResults.RUN), "a.json", "b.json")))));
    }

    @Test
    void badFilesAreNamedInOneLine() throws IOException {
        Path good = folder.resolve("a.json");
        ResultStore.write(good, SampleResults.RUN);
        Path poem = Files.writeString(folder.resolve("poem.json"), "roses are red");
        for (Path bad : new Path[] {poem, folder.resolve("missing.json"), folder}) {
            Cli ran = Cli.run("compare", good.toString(), bad.toString());
            assertEquals(2, ran.status());
            assertEquals("", ran.out());
            assertEquals(1, ran.err().lines().count(), ran.err());
            assertTrue(ran.err().contains(bad.toString()), ran.err());
        }
        assertEquals(2, Cli.run("compare").status());
    }
}
