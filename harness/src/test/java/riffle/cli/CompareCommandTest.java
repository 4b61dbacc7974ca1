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
