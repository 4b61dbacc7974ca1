package riffle.report;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import riffle.analysis.Growth;
import riffle.network.NetworkSpec;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.BenchResult;
import riffle.result.ResultRow;

/** How a network's time grows, for people. */
public final class GrowthReport {

    private static final double NANOS_PER_MS = 1e6;

    private GrowthReport() {}

    /** The report of what was measured; rows without a number are named with their reason. */
    public static String of(NetworkSpec network, List<ResultRow> rows) {
        Growth growth = Growth.of(network, rows);
        StringBuilder text = new StringBuilder(network.title());
        text.append(": medians of interleaved processes, end to end (host clock)\n");
        rows.stream()
                .map(ResultRow::result)
                .map(BenchResult::note)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(note -> text.append(note).append("\n"));
        text.append("\nWith pixels, batch ").append(network.batch()).append("\n\n");
        text.append(table(growth.pixels(), "input", "ns per pixel", NANOS_PER_MS));
        growth.pixels().forEach(series -> text.append(law(series, "pixels")));
        text.append("\nWith the batch, ").append(network.size()).append("\n\n");
        text.append(table(growth.batch(), "images", "ms per image", 1));
        growth.batch().forEach(series -> text.append(law(series, "images")));
        if (!growth.threads().isEmpty()) {
            text.append("\nWith threads, ").append(network.size() + "\n\n");
            text.append(threads(growth.threads()));
        }
        rows.stream()
                .filter(row -> row.reason() != null)
                .forEach(row -> text.append("\n").append(reason(row)));
        return text.toString();
    }

    private static Table table(List<Growth.Series> all, String label, String each, double factor) {
        Table table = new Table()
                .words("backend")
                .numbers("threads")
                .words(label)
                .numbers("median (ms)")
                .numbers(each)
                .numbers("exponent from the row above");
        for (Growth.Series series : all) {
            for (Growth.Measurement point : series.points()) {
                table.row(
                        series.backend(),
                        Cells.count(series.threads()),
                        point.label(),
                        Cells.ms(point.ms()),
                        Cells.digits(factor * point.ms() / point.amount()),
                        Cells.fixed(point.exponent()));
            }
        }
        return table;
    }

    private static String law(Growth.Series series, String what) {
        return series.law()
                .map(law -> String.format(
                        Locale.ROOT,
                        "%s: time grows as %s to the power of %.2f (R^2 of the logarithms %.3f)\n",
                        series.backend(),
                        what,
                        law.exponent(),
                        law.rSquare()))
                .orElse("");
    }

    private static Table threads(List<Growth.Scaling> scalings) {
        Table table = new Table()
                .words("backend")
                .numbers("1 thread (ms)")
                .numbers("threads")
                .numbers("all of them (ms)")
                .numbers("speedup")
                .numbers("over that of " + scalings.getLast().backend());
        double peer = scalings.getLast().speedup();
        for (Growth.Scaling scaling : scalings) {
            table.row(
                    scaling.backend(),
                    Cells.ms(scaling.oneMs()),
                    Cells.count(scaling.threads()),
                    Cells.ms(scaling.manyMs()),
                    Cells.times(scaling.speedup()),
                    Cells.ratio(scaling.speedup() / peer));
        }
        return table;
    }

    private static String reason(ResultRow row) {
        return row.result().subject().backend() + ", " + row.result().subject().size() + ", batch "
                + row.result().subject().batch() + ": " + row.status().label().replace('_', ' ') + ": " + row.reason()
                + "\n";
    }
}
