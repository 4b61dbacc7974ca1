package riffle.report;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import riffle.report.table.Cell;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.BenchResult;
import riffle.result.Memory;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;

/**
 * One network's measurement for people: latency, its clocks, and where kernel time goes beside where the theory goes.
 */
public final class BenchReport {

    private static final int TOP = 10;
    private static final double BYTES_PER_MB = 1e6;

    private static final double MICROSECONDS = 1000; // in a millisecond

    private BenchReport() {}

    /** The report of a row that was verified. */
    public static String of(ResultRow row) {
        BenchResult result = row.result();
        StringBuilder text = new StringBuilder(verified(result));
        if (row.status() != Status.OK) {
            return text.append("no latency: ").append(row.reason()).append("\n").toString();
        }
        text.append(latency(row));
        if (row.reason() != null) {
            text.append(row.reason()).append("\n");
        }
        if (result.memory() != null) {
            text.append(memory(result.memory()));
        }
        text.append("\n").append(clocks(result.times(), result.operators().size()));
        text.append(StartReport.of(row));
        text.append("\nKernel time by operator class, beside the multiply-adds that theory counts\n\n");
        text.append(classes(result.operators()));
        text.append("\nLaunches that take most kernel time\n\n");
        return text.append(top(result.operators())).toString();
    }

    /**
     * The report of a row that was verified under emulation, without its times.
     *
     * @param how what emulates the processor
     */
    public static String emulated(ResultRow row, String how) {
        BenchResult result = row.result();
        return verified(result) + "no latency: times of an emulated processor (" + how + ") are none of a machine\n"
                + (result.memory() == null ? "" : memory(result.memory()));
    }

    private static String verified(BenchResult result) {
        return title(result.subject())
                + (result.note() == null ? "" : result.note() + "\n")
                + String.format(
                        Locale.ROOT,
                        "verified against the reference: largest error %.1e of the largest output\n",
                        result.maxError());
    }

    private static String title(Subject subject) {
        return String.format(
                Locale.ROOT,
                "%s, input %s, on %s (backend %s, plan %s, %d compute unit%s)\n",
                subject.spec().build().name(),
                subject.spec().input(),
                subject.device(),
                subject.backend(),
                subject.plan(),
                subject.threads(),
                subject.threads() == 1 ? "" : "s");
    }

    private static String latency(ResultRow row) {
        Times times = row.result().times();
        return String.format(
                Locale.ROOT,
                "latency, end to end (host clock): median %s ms, p90 %s, min %s, interquartile range %s;"
                        + " %d samples of %d processes\n",
                Cells.ms(times.medianMs()),
                Cells.ms(times.p90Ms()),
                Cells.ms(times.minMs()),
                Cells.ms(times.iqrMs()),
                row.steadyBlocks().stream()
                        .mapToInt(block -> block.samplesMs().size())
                        .sum(),
                row.steadyBlocks().size());
    }

    private static String memory(Memory memory) {
        return String.format(
                Locale.ROOT,
                "device memory: weights %s MB, activations %s MB (largest live set %s MB)\n",
                Cells.fixed(memory.weightsBytes() / BYTES_PER_MB),
                Cells.fixed(memory.activationsBytes() / BYTES_PER_MB),
                Cells.fixed(memory.largestLiveSetBytes() / BYTES_PER_MB));
    }

    private static Table clocks(Times times, int launches) {
        Table table = new Table()
                .words("clock")
                .numbers("median (ms)")
                .numbers("share of latency")
                .numbers("us a launch");
        clock(table, "kernel (device)", times.kernelMs(), times, Cells.NONE);
        clock(table, "dispatch (the rest)", times.dispatchMs(), times, launch(times.dispatchMs(), launches));
        clock(table, "transfer (device)", times.transferMs(), times, Cells.NONE);
        return table.row("compile (once, apart)", Cells.ms(times.compileMs()), Cells.NONE, Cells.NONE);
    }

    private static void clock(Table table, String name, double ms, Times whole, Cell launch) {
        table.row(name, Cells.ms(ms), Cells.percent(ms, whole.medianMs()), launch);
    }

    private static Cell launch(double ms, int launches) {
        return launches == 0 ? Cells.NONE : Cells.digits(ms * MICROSECONDS / launches);
    }

    private static Table classes(List<OperatorTime> operators) {
        double kernel = kernelMs(operators);
        long macs = macs(operators);
        Table table = new Table()
                .words("class")
                .numbers("launches")
                .numbers("kernel (ms)")
                .numbers("of kernel time")
                .numbers("MACs (M)")
                .numbers("of MACs")
                .numbers("compulsory MB");
        Map<String, List<OperatorTime>> classes = operators.stream()
                .collect(Collectors.groupingBy(OperatorTime::operatorClass, LinkedHashMap::new, Collectors.toList()));
        classes.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -kernelMs(entry.getValue())))
                .forEach(entry -> table.row(
                        entry.getKey(),
                        String.valueOf(entry.getValue().size()),
                        Cells.ms(kernelMs(entry.getValue())),
                        Cells.percent(kernelMs(entry.getValue()), kernel),
                        Cells.millions(macs(entry.getValue())),
                        Cells.percent(macs(entry.getValue()), macs),
                        Cells.millions(entry.getValue().stream()
                                .mapToLong(OperatorTime::bytes)
                                .sum())));
        return table;
    }

    private static Table top(List<OperatorTime> operators) {
        double kernel = kernelMs(operators);
        long macs = macs(operators);
        Table table = new Table()
                .words("launch")
                .words("class")
                .numbers("kernel (ms)")
                .numbers("of kernel time")
                .numbers("of MACs");
        operators.stream()
                .sorted(Comparator.comparingDouble(operator -> -operator.kernelMs()))
                .limit(TOP)
                .forEach(operator -> table.row(
                        operator.name(),
                        operator.operatorClass(),
                        Cells.ms(operator.kernelMs()),
                        Cells.percent(operator.kernelMs(), kernel),
                        Cells.percent(operator.macs(), macs)));
        return table;
    }

    private static double kernelMs(List<OperatorTime> operators) {
        return operators.stream().mapToDouble(OperatorTime::kernelMs).sum();
    }

    private static long macs(List<OperatorTime> operators) {
        return operators.stream().mapToLong(OperatorTime::macs).sum();
    }
}
