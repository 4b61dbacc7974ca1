package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import riffle.report.table.Cells;
import riffle.report.table.Table;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.Start;

/** How worker processes came to their first results, step by step. */
final class StartReport {

    /** Processes shown; results have all. */
    private static final int MOST = 3;

    private StartReport() {}

    /** A table with a column for each process, in the order in which they were started; nothing where no row tells. */
    static String of(ResultRow row) {
        List<Start> starts = row.blocks().stream()
                .map(Block::start)
                .filter(Objects::nonNull)
                .limit(MOST)
                .toList();
        if (starts.isEmpty()) {
            return "";
        }
        Table table = new Table().words("from a process's start to its first result");
        for (int i = 0; i < starts.size(); i++) {
            table.numbers("process " + (i + 1) + (starts.get(i).driverCacheEmpty() ? ", cold (ms)" : " (ms)"));
        }
        step(table, "process and Java machine", starts, Start::processMs);
        step(table, "driver and device", starts, Start::deviceMs);
        step(table, "weights and expected output, from files", starts, Start::inputsMs);
        step(table, "plan and kernels", starts, Start::planMs);
        step(table, "programs, by the driver", starts, Start::compileMs);
        step(table, "weights packed, buffers on the device", starts, Start::memoryMs);
        step(table, "first pass", starts, Start::firstPassMs);
        step(table, "verification", starts, Start::verificationMs);
        step(table, "all", starts, Start::totalMs);
        boolean cold = starts.stream().anyMatch(Start::driverCacheEmpty);
        return "\n" + table + (cold ? "\ncold: with an empty cache of the driver\n" : "");
    }

    private static void step(Table table, String name, List<Start> starts, ToDoubleFunction<Start> ms) {
        List<Object> cells = new ArrayList<>(List.of(name));
        starts.forEach(start -> cells.add(Cells.ms(ms.applyAsDouble(start))));
        table.row(cells.toArray());
    }
}
