package riffle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import riffle.analysis.Comparisons;
import riffle.analysis.RunComparison;
import riffle.analysis.row.Halves;
import riffle.cli.start.ExitStatus;
import riffle.report.ComparisonReport;
import riffle.report.DevicesScreen;
import riffle.report.Reports;
import riffle.report.chart.Painter;
import riffle.report.page.Report;
import riffle.report.page.ReportFolder;
import riffle.report.page.Screen;
import riffle.report.page.TerminalPage;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.published.PublishedFile;
import riffle.result.published.PublishedRun;

/** {@code riffle compare}: two runs, from their results files alone. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Says for every configuration that two results files share whether B is faster than A, slower, or whether",
            "there is no telling, with the 95 %% interval of the ratio of their times. Measures nothing. Of one file",
            "alone, every other block is compared with the rest: the same thing with itself, which nobody should be",
            "able to tell apart. Times that others published (results/published) have no samples: beside them it sets",
            "speedups, pair by pair of networks."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "results file to compare with")
    private Path first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "B", description = "results file to judge")
    private Path second;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "also write the report, with every row, to this folder: HTML, Markdown, CSV and LaTeX")
    private Path output;

    @Override
    public Integer call() throws IOException {
        List<Reports.File> measured = new ArrayList<>();
        List<PublishedRun> published = new ArrayList<>();
        for (Path file : second == null ? List.of(first) : List.of(first, second)) {
            String text = ResultStore.text(file);
            if (second != null && ResultStore.isPublished(text)) {
                published.add(PublishedFile.parse(file, text));
            } else {
                measured.add(Reports.File.of(file, ResultStore.parse(file, text)));
            }
        }
        if (published.isEmpty()) {
            Report report = comparison(measured);
            show(report, ComparisonReport.screen(report));
        } else {
            Report report = DevicesScreen.report(measured, published);
            show(report, DevicesScreen.screen(report));
        }
        return ExitStatus.DONE;
    }

    private Report comparison(List<Reports.File> files) {
        RunResult a = files.getFirst().run();
        if (second == null) {
            Halves halves = Halves.of(a);
            RunComparison comparison = Comparisons.of(halves.first(), halves.second());
            return ComparisonReport.of(
                    comparison, first + ", blocks 1, 4, 5, 8, ...", "the same, blocks 2, 3, 6, 7, ...");
        }
        RunComparison comparison = Comparisons.of(a, files.getLast().run());
        return ComparisonReport.of(comparison, String.valueOf(first), String.valueOf(second));
    }

    private void show(Report report, Screen screen) throws IOException {
        spec.commandLine().getOut().print(TerminalPage.of(screen));
        if (output != null) {
            Path page = ReportFolder.write(report, new Painter(), output);
            spec.commandLine().getErr().println("report: " + page);
        }
    }
}
