package riffle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import riffle.cli.start.ExitStatus;
import riffle.report.Reports;
import riffle.report.chart.Painter;
import riffle.report.page.MarkdownPage;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.ReportFolder;
import riffle.report.section.Source;
import riffle.report.section.TableEight;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.json.JmhBenchmark;
import riffle.result.published.PublishedFile;
import riffle.result.published.PublishedRun;

/** {@code riffle report}: results files for readers. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        description = {
            "One HTML page that opens offline, the same in Markdown, every table as CSV and LaTeX, every picture as",
            "SVG, from results files alone. Several files are set side by side; files of JMH (-rf json) and of times",
            "that others published (results/published) are added."
        })
final class ReportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILES", arity = "1..*", description = "results files, of ours, JMH or others")
    private List<Path> files;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "folder for the report (default, of one results file: beside it, named like it)")
    private Path output;

    @Option(names = "--summary", description = "print Table 8 of one results file, as Markdown, and write nothing")
    private boolean summary;

    @Override
    public Integer call() throws IOException {
        if (summary) {
            return summarise();
        }
        List<Reports.File> runs = new ArrayList<>();
        List<JmhBenchmark> jmh = new ArrayList<>();
        List<PublishedRun> published = new ArrayList<>();
        Path first = null;
        for (Path file : files) {
            String text = ResultStore.text(file);
            if (JmhBenchmark.isJmh(text)) {
                jmh.addAll(jmh(file, text));
            } else if (ResultStore.isPublished(text)) {
                published.add(PublishedFile.parse(file, text));
            } else {
                first = first == null ? file : first;
                runs.add(Reports.File.of(file, ResultStore.parse(file, text)));
            }
        }
        if (runs.isEmpty() && published.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "no results file among FILES, expected at least one");
        }
        if (output == null && runs.size() != 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output is missing, expected a folder for the report of "
                            + (runs.isEmpty() ? "published times alone" : "several results files"));
        }
        Path folder = output == null ? folder(first) : output;
        Path page = ReportFolder.write(Reports.of(runs, jmh, published), new Painter(), folder);
        spec.commandLine().getOut().println("report: " + page);
        return ExitStatus.DONE;
    }

    private int summarise() throws IOException {
        if (files.size() != 1 || output != null) {
            throw new ParameterException(
                    spec.commandLine(), "--summary takes one results file and no --output, it writes nothing");
        }
        Path file = files.getFirst();
        RunResult run = ResultStore.read(file);
        try {
            Captioned table = TableEight.ours(Source.of(file.toString(), run));
            spec.commandLine().getOut().print(MarkdownPage.of(table));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
        return ExitStatus.DONE;
    }

    /** The report of one run. */
    static Report report(Path file, RunResult run) {
        return Reports.of(List.of(Reports.File.of(file, run)), List.of());
    }

    /**
     * Writes the report of one run to its usual place.
     *
     * @param file the run's results file
     * @return the page
     * @throws IOException if it cannot be written
     */
    static Path beside(Path file, Report report) throws IOException {
        return ReportFolder.write(report, new Painter(), folder(file));
    }

    /**
     * Writes one report of several runs, in the folder above those of their devices, called after the first.
     *
     * @param files their results files
     * @return the page
     * @throws IOException if one cannot be read or the report cannot be written
     */
    static Path together(List<Path> files) throws IOException {
        List<Reports.File> runs = new ArrayList<>();
        for (Path file : files) {
            runs.add(Reports.File.of(file, ResultStore.read(file)));
        }
        Path first = folder(files.getFirst());
        Path above = first.toAbsolutePath().getParent().getParent();
        Path folder = above.resolve("devices-" + first.getFileName());
        return ReportFolder.write(Reports.of(runs, List.of()), new Painter(), folder);
    }

    /** Where a results file's report stands: beside it, in a folder of its name without the ending. */
    private static Path folder(Path results) {
        String name = results.getFileName().toString();
        return results.resolveSibling(name.endsWith(".json") ? name.substring(0, name.length() - 5) : name + "-report");
    }

    private static List<JmhBenchmark> jmh(Path file, String text) {
        try {
            return JmhBenchmark.read(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }
}
