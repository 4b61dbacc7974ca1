package riffle.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.analysis.RunComparison;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Subject;
import riffle.stats.Estimate;
import riffle.stats.Interval;
import riffle.stats.Summary;
import riffle.stats.Verdict;

/** Two runs side by side, as Markdown. */
public final class ComparisonReport {

    private ComparisonReport() {}

    /**
     * The report.
     *
     * @param first how A is called, its file
     * @param second how B is called
     */
    public static String of(RunComparison comparison, String first, String second) {
        StringBuilder text = new StringBuilder("# B beside A\n\n");
        text.append("A: ")
                .append(first)
                .append(", ")
                .append(comparison.first().date())
                .append("\n");
        text.append("B: ")
                .append(second)
                .append(", ")
                .append(comparison.second().date())
                .append("\n\n");
        text.append(verdicts(comparison))
                .append(intervals(comparison))
                .append("\n")
                .append(table(comparison));
        String reasons = comparison.entries().stream()
                .filter(entry -> entry.reason().isPresent())
                .map(entry ->
                        "- " + name(entry.subject()) + ": " + entry.reason().get() + "\n")
                .collect(Collectors.joining());
        text.append(reasons.isEmpty() ? "" : "\n" + reasons);
        text.append(only("Only in A", comparison.onlyFirst())).append(only("Only in B", comparison.onlySecond()));
        String differences = comparison.differences().stream()
                .map(difference -> "- " + difference.field() + ": " + difference.first() + " in A, "
                        + difference.second() + " in B\n")
                .collect(Collectors.joining());
        text.append(differences.isEmpty() ? "" : "\nThe environments differ\n\n" + differences);
        return text.append(
                        "\nB/A: time of B over time of A, from block medians, with its 95 % interval over blocks. half-width: how far its")
                .append(" ends lie from its middle. faster,")
                .append(" slower: the whole interval lies more than 1 % away from 1.\n")
                .toString();
    }

    /** The sentence that answers. */
    private static String verdicts(RunComparison comparison) {
        return "B is faster in " + count(comparison, Verdict.FASTER) + ", slower in "
                + count(comparison, Verdict.SLOWER) + ", and there is no telling in "
                + count(comparison, Verdict.CANNOT_TELL) + " of "
                + comparison.entries().size() + " configurations.\n";
    }

    /** How narrow the intervals are, and how many hold 1; nothing if there are none. */
    private static String intervals(RunComparison comparison) {
        List<Interval> intervals = comparison.entries().stream()
                .flatMap(entry -> entry.ratio().stream())
                .flatMap(ratio -> ratio.interval().stream())
                .toList();
        if (intervals.isEmpty()) {
            return "";
        }
        double median =
                Summary.median(intervals.stream().map(Interval::halfWidth).toList());
        long holding =
                intervals.stream().filter(interval -> interval.contains(1)).count();
        return holding + " of " + intervals.size() + " intervals hold 1; their median half-width is "
                + Cells.percent(median, 1) + ".\n";
    }

    private static long count(RunComparison comparison, Verdict verdict) {
        return comparison.entries().stream()
                .filter(entry -> entry.verdict() == verdict)
                .count();
    }

    private static Table table(RunComparison comparison) {
        Table table = new Table()
                .words("configuration")
                .numbers("A (ms)")
                .numbers("B (ms)")
                .numbers("B/A")
                .intervals("95 % interval")
                .numbers("half-width")
                .words("B is");
        for (RunComparison.Entry entry : comparison.entries()) {
            Optional<Estimate> ratio = entry.ratio();
            table.row(
                    name(entry.subject()),
                    Cells.ms(entry.firstMs().orElse(null)),
                    Cells.ms(entry.secondMs().orElse(null)),
                    ratio.map(known -> Cells.ratio(known.value())).orElse(Cells.NONE),
                    Cells.ratios(ratio.flatMap(Estimate::interval)),
                    ratio.flatMap(Estimate::interval)
                            .map(interval -> Cells.percent(interval.halfWidth(), 1))
                            .orElse(Cells.NONE),
                    entry.verdict().label());
        }
        return table;
    }

    private static String only(String title, List<Subject> subjects) {
        return subjects.isEmpty()
                ? ""
                : subjects.stream()
                        .map(subject -> "- " + name(subject) + "\n")
                        .collect(Collectors.joining("", "\n" + title + "\n\n", ""));
    }

    private static String name(Subject subject) {
        String threads = subject.threads() == null
                ? ""
                : ", " + subject.threads() + " thread" + (subject.threads() == 1 ? "" : "s");
        return subject.spec().title() + " " + subject.size() + (subject.batch() == 1 ? "" : " batch " + subject.batch())
                + ", " + subject.backend() + ", " + subject.plan() + threads;
    }
}
