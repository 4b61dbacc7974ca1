package riffle.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Cells;
import riffle.report.table.Table;

class TerminalPageTest {

    private static final int TERMINAL = 45;

    /** What commands print below a screen: a blank, a results file and a report, and the next prompt. */
    private static final int BELOW = 4;

    private static Captioned table(String id, int rows, int columns) {
        Table table = new Table();
        for (int i = 0; i < columns; i++) {
            table.words("column " + i);
        }
        for (int i = 0; i < rows; i++) {
            table.row(Collections.nCopies(columns, "row " + i + " ").toArray());
        }
        return new Captioned(id, "Table " + id + ".", table);
    }

    @Test
    void whatIsTooLargeIsCutAndCounted() {
        String words = "A sentence of many words. ".repeat(40).strip();
        Screen screen = new Screen(
                "Large",
                List.of(table("a", 100, 30), table("b", 100, 3)),
                Collections.nCopies(30, words),
                "elsewhere.");

        List<String> lines = TerminalPage.of(screen).lines().toList();

        assertTrue(lines.size() + BELOW <= TERMINAL, lines::toString);
        lines.forEach(line -> assertTrue(line.length() <= 120, line));
        long shown = lines.stream().filter(line -> line.startsWith("| row ")).count();
        int left = lines.stream()
                .filter(line -> line.matches("and \\d+ more rows.*"))
                .mapToInt(line -> Integer.parseInt(line.split(" ", -1)[1]))
                .sum();
        assertTrue(shown >= 6, lines::toString);
        assertEquals(200, shown + left);
        long columns = lines.stream()
                .filter(line -> line.startsWith("| row 0"))
                .findFirst()
                .orElseThrow()
                .chars()
                .filter(c -> c == '|')
                .count();
        assertTrue(lines.stream().anyMatch(line -> line.endsWith("and " + (31 - columns) + " more columns")));
        assertTrue(lines.contains("- and 26 more."), lines::toString);
        assertEquals("More: elsewhere.", lines.getLast());
    }

    @Test
    void whatFitsIsShownWhole() {
        Screen screen = new Screen("Small", List.of(table("a", 9, 2), table("b", 12, 2)), List.of("Yes."), "nowhere.");
        String text = TerminalPage.of(screen);
        assertEquals(21, text.lines().filter(line -> line.startsWith("| row ")).count(), text);
        assertFalse(text.contains("more"), text);
        assertTrue(text.contains("\n- Yes.\n"), text);
    }

    /** A short table is whole however long another is. */
    @Test
    void theLongTableMakesRoomForTheShortOne() {
        Screen screen = new Screen("Both", List.of(table("a", 100, 2), table("b", 4, 2)), List.of(), "elsewhere.");
        String text = TerminalPage.of(screen);
        String second = text.substring(text.indexOf("Table b."));
        assertEquals(4, second.lines().filter(line -> line.startsWith("| row ")).count(), text);
    }

    @Test
    void whatAllRowsShareStandsInTheCaption() {
        Table table = new Table()
                .words("size")
                .words("plan")
                .numbers("ms")
                .row("224x224", "fused", Cells.ms(1.0))
                .row("224x224", "merged", Cells.ms(2.0));
        Captioned folded = Screen.folded(new Captioned("a", "Times.", table), "size", "backend", "plan");
        assertEquals("Times. All rows: size 224x224.", folded.caption());
        assertEquals(
                List.of("plan", "ms"),
                folded.table().columns().stream().map(Table.Column::title).toList());
    }
}
