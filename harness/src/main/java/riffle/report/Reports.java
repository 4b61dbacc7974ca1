package riffle.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import riffle.report.page.Report;
import riffle.report.page.Report.Download;
import riffle.report.section.Sections;
import riffle.report.section.Source;
import riffle.report.section.Verdicts;
import riffle.result.RunResult;
import riffle.result.environment.Environment;
import riffle.result.json.JmhBenchmark;
import riffle.result.json.Json;
import riffle.result.published.PublishedRun;

/** Makes reports of results files. A report is a function of its files alone: no clock, locale or machine enters it. */
public final class Reports {

    private Reports() {}

    /**
     * A results file to report on.
     *
     * @param name file name, for the reader who downloads it
     * @param run what it holds
     */
    public record File(String name, RunResult run) {

        /** A file by its own name, wherever it lies. */
        public static File of(Path file, RunResult run) {
            return new File(file.getFileName().toString(), run);
        }
    }

    /**
     * The report of one or several runs side by side.
     *
     * @param files at least one
     * @param jmh benchmarks that JMH measured; may be empty
     */
    public static Report of(List<File> files, List<JmhBenchmark> jmh) {
        return of(files, jmh, List.of());
    }

    /**
     * The report of runs beside times that others published.
     *
     * @param files may be empty if something was published
     * @param jmh benchmarks that JMH measured; may be empty
     * @param published tables of others; may be empty
     */
    public static Report of(List<File> files, List<JmhBenchmark> jmh, List<PublishedRun> published) {
        List<Source> sources = new ArrayList<>();
        List<Download> downloads = new ArrayList<>();
        for (File file : files) {
            RunResult run = file.run();
            sources.add(Source.of(name(run.environment(), sources), run));
            downloads.add(new Download("samples-" + sources.size(), file.name(), Json.line(run)));
        }
        return new Report(title(sources), Verdicts.of(sources), Sections.of(sources, jmh, published), downloads);
    }

    private static String title(List<Source> sources) {
        if (sources.isEmpty()) {
            return "Theoretical and actual speedup, as others published it";
        }
        return "Theoretical and actual speedup: "
                + (sources.size() == 1 ? sources.getFirst().name() : sources.size() + " runs");
    }

    /** Device and day; the time and a number where that is not enough. */
    private static String name(Environment environment, List<Source> before) {
        String date = environment.date();
        String day = date == null ? "undated" : date.substring(0, Math.min(10, date.length()));
        String name = environment.device() + ", " + day;
        List<String> taken = before.stream().map(Source::name).toList();
        if (taken.contains(name)) {
            name = environment.device() + ", " + date;
        }
        return taken.contains(name) ? name + " (" + (before.size() + 1) + ")" : name;
    }
}
