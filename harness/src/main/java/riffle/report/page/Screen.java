package riffle.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Cell;
import riffle.report.table.Table;

/**
 * What a terminal shows of a report: what answers the question, out of the report's own sections.
 *
 * @param title one line
 * @param tables those that answer, the rows that matter most first
 * @param lines a sentence or two each: verdicts, and what a reader must know
 * @param rest where everything else is
 */
public record Screen(String title, List<Captioned> tables, List<String> lines, String rest) {

    public Screen {
        tables = List.copyOf(tables);
        lines = List.copyOf(lines);
    }

    /**
     * A table whose caption says what all rows have in common, in place of columns.
     *
     * @param titles columns to leave out if all rows have the same there; those that the table lacks do not count
     */
    public static Captioned folded(Captioned captioned, String... titles) {
        Table table = captioned.table();
        List<String> common = new ArrayList<>();
        for (String title : titles) {
            boolean there =
                    table.columns().stream().anyMatch(column -> column.title().equals(title));
            Optional<Cell> cell = there ? table.shared(title) : Optional.empty();
            if (cell.isPresent()) {
                table = table.without(title);
                common.add(title + " " + cell.get());
            }
        }
        String caption = common.isEmpty()
                ? captioned.caption()
                : captioned.caption() + " All rows: " + String.join(", ", common) + ".";
        return new Captioned(captioned.id(), caption, table);
    }
}
