package riffle.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.analysis.RunComparison;
import riffle.report.naming.Names;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.page.Report.Sentence;
import riffle.report.page.Screen;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Subject;
import riffle.stats.Estimate;
import riffle.stats.Interval;
import riffle.stats.Summary;
import riffle.stats.Verdict;

/** Two runs side by side. */
public final class ComparisonReport {

    private static final String ID = "comparison";
    private static final String[] COLUMNS = {"configuration", "threads", "B is", "B/A", "95 % interval", "half-width"};

    private ComparisonReport() {}

    /** What the command shows of the report. */
    public static Screen screen(Report report) {
        List<String> lines = new ArrayList<>(report.about(ID));
        report.sections().forEach(section -> lines.addAll(section.paragraphs()));
        return new Screen(
                report.title(),
                report
                        .table(ID + "-table")
                        .map(table -> new Captioned(
                                table.id(), table.caption(), table.table().only(COLUMNS)))
                        .map(table -> Screen.folded(table, "threads"))
                        .stream()
                        .toList(),
                lines,
                "--output DIR writes every row and sentence, as a page, Markdown, CSV and LaTeX.");
    }

    /**
     * The report.
     *
     * @param first how A is called, its file
     * @param second how B is called
     */
    public static Report of(RunComparison comparison, String first, String second) {
        List<Sentence> sentences = new ArrayList<>();
        sentences.add(new Sentence(ID, verdicts(comparison)));
        intervals(comparison).ifPresent(words -> sentences.add(new Sentence(ID, words)));
        sentences.add(new Sentence(ID, "A: " + first + ", " + comparison.first().date()));
        sentences.add(
                new Sentence(ID, "B: " + second + ", " + comparison.second().date()));
        List<String> paragraphs = new ArrayList<>(reasons(comparison));
        only("Only in A", comparison.onlyFirst()).ifPresent(paragraphs::add);
        only("Only in B", comparison.onlySecond()).ifPresent(paragraphs::add);
        differences(comparison).ifPresent(paragraphs::add);
        Captioned table = new Captioned(
                ID + "-table",
                "B/A: time of B over time of A, from block medians, with its 95 % interval over blocks. half-width: how"
                        + " far its ends lie from its middle. faster, slower: the whole interval lies more than 1 %"
                        + " away from 1.",
                table(comparison));
        Section section = new Section(ID, "Configurations of both", paragraphs, List.of(), List.of(table));
        return new Report("B beside A", sentences, List.of(section), List.of());
    }

    /** The sentence that answers. */
    private static String verdicts(RunComparison comparison) {
        return "B is faster in " + count(comparison, Verdict.FASTER) + ", slower in "
                + count(comparison, Verdict.SLOWER) + ", and there is no telling in "
                + count(comparison, Verdict.CANNOT_TELL) + " of "
                + comparison.entries().size() + " configurations.";
    }

    /** How narrow the intervals are, and how many hold 1; nothing if there are none. */
    private static Optional<String> intervals(RunComparison comparison) {
        List<Interval> intervals = comparison.entries().stream()
                .flatMap(entry -> entry.ratio().stream())
                .flatMap(ratio -> ratio.interval().stream())
                .toList();
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        double median =
                Summary.median(intervals.stream().map(Interval::halfWidth).toList());
        long holding =
                intervals.stream().filter(interval -> interval.contains(1)).count();
        return Optional.of(holding + " of " + intervals.size() + " intervals hold 1; their median half-width is "
                + Cells.percent(median, 1) + ".");
    }

    private static long count(RunComparison comparison, Verdict verdict) {
        return comparison.entries().stream()
                .filter(entry -> entry.verdict() == verdict)
                .count();
    }

    /** A row a configuration; those that can be told apart first. */
    private static Table table(RunComparison comparison) {
        Table table = new Table()
                .words("configuration")
                .numbers("threads")
                .words("B is")
                .numbers("B/A")
                .intervals("95 % interval")
                .numbers("half-width")
                .numbers("A (ms)")
                .numbers("B (ms)");
        List<RunComparison.Entry> entries = comparison.entries().stream()
                .sorted(Comparator.comparing(entry -> entry.verdict() == Verdict.CANNOT_TELL))
                .toList();
        for (RunComparison.Entry entry : entries) {
            Optional<Estimate> ratio = entry.ratio();
            table.row(
                    configuration(entry.subject()),
                    Cells.count(entry.subject().threads()),
                    entry.verdict().label(),
                    ratio.map(known -> Cells.ratio(known.value())).orElse(Cells.NONE),
                    Cells.ratios(ratio.flatMap(Estimate::interval)),
                    ratio.flatMap(Estimate::interval)
                            .map(interval -> Cells.percent(interval.halfWidth(), 1))
                            .orElse(Cells.NONE),
                    Cells.ms(entry.firstMs().orElse(null)),
                    Cells.ms(entry.secondMs().orElse(null)));
        }
        return table;
    }

    /** Why there is no interval: one paragraph for all that have the same reason. */
    private static List<String> reasons(RunComparison comparison) {
        Map<String, List<String>> reasons = comparison.entries().stream()
                .filter(entry -> entry.reason().isPresent())
                .collect(Collectors.groupingBy(
                        entry -> entry.reason().get(),
                        LinkedHashMap::new,
                        Collectors.mapping(entry -> name(entry.subject()), Collectors.toList())));
        return reasons.entrySet().stream()
                .map(reason -> reason.getKey() + ": " + String.join("; ", reason.getValue()) + ".")
                .toList();
    }

    private static Optional<String> only(String where, List<Subject> subjects) {
        return subjects.isEmpty()
                ? Optional.empty()
                : Optional.of(subjects.stream()
                        .map(ComparisonReport::name)
                        .collect(Collectors.joining("; ", where + ": ", ".")));
    }

    private static Optional<String> differences(RunComparison comparison) {
        return comparison.differences().isEmpty()
                ? Optional.empty()
                : Optional.of(comparison.differences().stream()
                        .map(difference -> difference.field() + ": " + difference.first() + " in A, "
                                + difference.second() + " in B")
                        .collect(Collectors.joining("; ", "The environments differ: ", ".")));
    }

    private static String name(Subject subject) {
        return configuration(subject) + (subject.threads() == null ? "" : ", " + Names.threads(subject.threads()));
    }

    private static String configuration(Subject subject) {
        return subject.spec().title() + " " + subject.size() + (subject.batch() == 1 ? "" : " batch " + subject.batch())
                + ", " + subject.backend() + ", " + subject.plan();
    }
}
