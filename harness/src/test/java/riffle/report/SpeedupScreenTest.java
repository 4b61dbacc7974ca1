package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.TerminalPage;
import riffle.report.section.TableEight;
import riffle.report.table.Cell;
import riffle.result.RunResult;
import riffle.result.SampleResults;

class SpeedupScreenTest {

    private static Report report(RunResult run) {
        return Reports.of(List.of(new Reports.File("a.json", run)), List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(
                Locale.forLanguageTag(tag),
                () -> Golden.check("reproduce.md", TerminalPage.of(SpeedupScreen.of(report(SampleResults.RUN)))));
    }

    /** The rows on the screen are those of the page, cell by cell. */
    @Test
    void theScreenShowsTheTableOfThePage() {
        Report report = report(SampleResults.RUN);
        Captioned page = report.sections().getFirst().tables().getFirst();
        assertTrue(TableEight.is(page), page::id);
        Captioned shown = SpeedupScreen.of(report).tables().getFirst();
        assertEquals(3, shown.table().rows().size());
        List<List<Cell>> rows = page.table()
                .only(
                        "model",
                        "median (ms)",
                        "theoretical",
                        "actual",
                        "95 % interval",
                        "retained",
                        "ln/ln",
                        "paper: actual")
                .rows();
        assertEquals(rows, shown.table().rows());
    }

    @Test
    void theLargeInputHasThePapersColumnsOverTheConvolutions() {
        NetworkSpec convolutions =
                NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1).withSize(480, 640);
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).withSize(480, 640);
        RunResult run = new RunResult(
                RunResult.SCHEMA,
                SampleResults.ENVIRONMENT,
                List.of(SampleResults.row(shuffleNet, 10), SampleResults.row(convolutions, 120)));
        Captioned table = report(run).sections().getFirst().tables().getFirst();
        assertTrue(TableEight.is(table), table::id);
        assertTrue(
                table.caption().contains("paper: its AlexNet, beside the convolutions that run here"), table::caption);
        assertTrue(table.caption().contains("AlexNet (convolutions only): Ends after the last pool"), table::caption);
        List<String> first =
                table.table().rows().getFirst().stream().map(Cell::text).toList();
        assertEquals("12.00x", first.get(5), first::toString);
        assertEquals("87.40", first.get(9), first::toString);
    }
}
