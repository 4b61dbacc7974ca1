package riffle.report.section;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import riffle.analysis.row.Distribution;
import riffle.analysis.row.Setting;
import riffle.report.naming.Names;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Memory;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;

/** Every row of the results: its times by clock, its spread, and what became of rows without a number. */
final class SamplesSection {

    /** Of the section. */
    static final String ID = "measurements";

    private static final double BYTES_PER_MB = 1e6;

    private SamplesSection() {}

    static Section of(List<Source> sources) {
        if (sources.stream().allMatch(source -> source.run().rows().isEmpty())) {
            return new Section(ID, "Measurements", List.of(), List.of(), List.of());
        }
        List<Captioned> tables = new ArrayList<>();
        tables.add(new Captioned("measurements-spread", "End-to-end times and their spread, in ms.", spread(sources)));
        tables.add(new Captioned("measurements-clocks", "Medians by clock, in ms.", clocks(sources)));
        Table memory = memory(sources);
        if (!memory.rows().isEmpty()) {
            tables.add(new Captioned(
                    "measurements-memory",
                    "Device memory in MB. The least is the weights and the largest set of activations that are alive at"
                            + " once.",
                    memory));
        }
        List<String> paragraphs = new ArrayList<>(List.of(
                "Medians over the samples of all steady blocks; a block is one worker process. Outliers lie outside"
                        + " Tukey's fences; all are kept. Clocks: docs/measuring.md."));
        sources.forEach(source -> paragraphs.addAll(reasons(sources, source)));
        return new Section(ID, "Measurements", paragraphs, List.of(), tables);
    }

    /** Why rows have no number: one paragraph for all that have the same reason. */
    private static List<String> reasons(List<Source> sources, Source source) {
        String run = sources.size() == 1 ? "" : source.name() + ": ";
        Map<String, List<String>> reasons = source.run().rows().stream()
                .filter(row -> row.reason() != null)
                .collect(Collectors.groupingBy(
                        row -> row.status().label().replace('_', ' ') + ": " + row.reason(),
                        LinkedHashMap::new,
                        Collectors.mapping(SamplesSection::name, Collectors.toList())));
        return reasons.entrySet().stream()
                .map(reason -> run + reason.getKey() + ": " + String.join("; ", reason.getValue()) + ".")
                .toList();
    }

    private static String name(ResultRow row) {
        Subject subject = row.result().subject();
        return subject.spec().title() + ", " + subject.size() + ", " + subject.backend() + ", " + subject.plan()
                + (subject.threads() == null ? "" : ", " + Names.threads(subject.threads()));
    }

    private static Table spread(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("median (ms)")
                .numbers("p90 (ms)")
                .numbers("min (ms)")
                .numbers("IQR (ms)")
                .numbers("samples")
                .numbers("blocks")
                .numbers("steady")
                .numbers("outliers");
        for (Source source : sources) {
            for (Distribution distribution : source.analysis().distributions()) {
                table.row(columns.row(
                        source,
                        Setting.of(distribution.subject()),
                        distribution.subject().spec().title(),
                        Cells.ms(distribution.endToEnd().median()),
                        Cells.ms(distribution.endToEnd().p90()),
                        Cells.ms(distribution.endToEnd().min()),
                        Cells.ms(distribution.endToEnd().iqr()),
                        Cells.count(distribution.endToEnd().count()),
                        Cells.count(distribution.blocks()),
                        Cells.count(distribution.steadyBlocks()),
                        Cells.count(distribution.outliers().total())));
            }
        }
        return table;
    }

    private static Table clocks(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("end to end")
                .numbers("kernel")
                .numbers("dispatch")
                .numbers("transfer")
                .numbers("compile (apart)")
                .numbers("launches")
                .numbers("max error")
                .words("status");
        for (Source source : sources) {
            for (ResultRow row : source.run().rows()) {
                Times times = row.result().times();
                table.row(columns.row(
                        source,
                        Setting.of(row.result().subject()),
                        row.result().subject().spec().build().name(),
                        Cells.ms(times.medianMs()),
                        Cells.ms(times.kernelMs()),
                        Cells.ms(times.dispatchMs()),
                        Cells.ms(times.transferMs()),
                        Cells.ms(times.compileMs()),
                        Cells.count(row.result().launches()),
                        Cells.scientific(row.result().maxError()),
                        status(row)));
            }
        }
        return table;
    }

    private static Table memory(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("weights (MB)")
                .numbers("activations (MB)")
                .numbers("largest live set (MB)")
                .numbers("over the least");
        for (Source source : sources) {
            for (ResultRow row : source.run().rows()) {
                Memory held = row.result().memory();
                if (held != null) {
                    Subject subject = row.result().subject();
                    table.row(columns.row(
                            source,
                            Setting.of(subject),
                            subject.spec().title(),
                            Cells.fixed(held.weightsBytes() / BYTES_PER_MB),
                            Cells.fixed(held.activationsBytes() / BYTES_PER_MB),
                            Cells.fixed(held.largestLiveSetBytes() / BYTES_PER_MB),
                            Cells.times(held.overLeast())));
                }
            }
        }
        return table;
    }

    private static String status(ResultRow row) {
        String status = row.status().label().replace('_', ' ');
        return row.status() == Status.OK || row.reason() == null ? status : status + ": " + row.reason();
    }
}
