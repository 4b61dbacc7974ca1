package riffle.report.section;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import riffle.analysis.row.Setting;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** The first columns of tables about measurements: which run, where there are several, and which setting. */
final class Columns {

    private final boolean several;

    Columns(List<Source> sources) {
        several = sources.size() > 1;
    }

    /** A table that begins with them. */
    Table table() {
        Table table = new Table();
        if (several) {
            table.words("run");
        }
        return table.words("size").words("backend").words("plan").numbers("threads");
    }

    /** Their cells and others. */
    Object[] row(Source source, Setting setting, Object... others) {
        List<Object> cells = new ArrayList<>();
        if (several) {
            cells.add(source.name());
        }
        cells.add(setting.size() + (setting.batch() == 1 ? "" : ", batch " + setting.batch()));
        cells.add(setting.backend());
        cells.add(setting.plan());
        cells.add(Cells.count(setting.threads()));
        cells.addAll(Arrays.asList(others));
        return cells.toArray();
    }
}
