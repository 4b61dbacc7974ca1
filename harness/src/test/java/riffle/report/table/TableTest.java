package riffle.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.stats.Interval;

class TableTest {

    @Test
    void wordsStandLeftAndNumbersRight() {
        Table table = new Table()
                .words("network")
                .numbers("ms")
                .row("AlexNet", "184.0")
                .row("a|b", "7");
        assertEquals("""
                | network |    ms |
                | ------- | ----: |
                | AlexNet | 184.0 |
                | a\\|b    |     7 |
                """, table.toString());
    }

    @Test
    void aRowMustFillTheColumns() {
        Table table = new Table().words("network");
        assertThrows(IllegalArgumentException.class, () -> table.row("a", "b"));
    }

    private static final Table TIMES = new Table()
            .words("network")
            .words("plan")
            .numbers("ms")
            .row("a", "fused", Cells.ms(2.0))
            .row("b", "fused", Cells.NONE)
            .row("c", "merged", Cells.ms(30.0));

    private static List<String> column(Table table, int column) {
        return table.rows().stream().map(row -> row.get(column).text()).toList();
    }

    @Test
    void columnsAreChosenByTheirTitles() {
        assertEquals(List.of("2.000", "-", "30.00"), column(TIMES.only("ms", "network"), 0));
        assertEquals(List.of("a", "b", "c"), column(TIMES.only("ms", "network"), 1));
        assertEquals(List.of("2.000", "-", "30.00"), column(TIMES.without("plan"), 1));
        assertThrows(IllegalArgumentException.class, () -> TIMES.only("network", "seconds"));
        assertThrows(IllegalArgumentException.class, () -> TIMES.without("seconds"));
    }

    @Test
    void rowsAreChosenAndOrdered() {
        assertEquals(List.of("a", "b"), column(TIMES.where("plan", "fused"), 0));
        assertEquals(List.of("c", "a", "b"), column(TIMES.largestFirst("ms"), 0));
        assertEquals(List.of("a", "b", "c"), column(TIMES, 0));
        assertEquals(List.of("a", "b"), column(TIMES.first(2), 0));
        assertEquals(List.of("a", "b", "c"), column(TIMES.first(7), 0));
        assertEquals(List.of("a", "b", "c", "a", "b"), column(TIMES.and(TIMES.first(2)), 0));
        assertThrows(IllegalArgumentException.class, () -> TIMES.and(TIMES.without("ms")));
    }

    @Test
    void aCellIsSharedOnlyIfAllRowsHaveIt() {
        assertEquals("fused", TIMES.first(2).shared("plan").orElseThrow().text());
        assertTrue(TIMES.shared("plan").isEmpty());
        assertTrue(TIMES.first(0).shared("plan").isEmpty());
    }

    /** Four columns, and everything that a format must take care of. */
    private static final Table TABLE = new Table()
            .words("network, \"name\"")
            .numbers("share (%)")
            .intervals("95 %")
            .numbers("speedup")
            .row("50% & more_", Cells.percent(1, 3), Cells.interval(Optional.of(new Interval(1, 2.5))), Cells.times(2))
            .row(null, Cells.percent(1, 0), Cells.interval(Optional.empty()), Cells.NONE);

    @Test
    void csvHasNumbersInFullAndIntervalsInTwoColumns() {
        assertEquals("""
                "network, ""name\""",share (%),95 % low,95 % high,speedup
                50% & more_,33.333333333333336,1,2.5,2
                ,,,,
                """, Csv.of(TABLE));
    }

    @Test
    void latexEscapesAndUsesBooktabs() {
        assertEquals("""
                % needs \\usepackage{booktabs}
                \\begin{table}
                  \\centering
                  \\caption{A \\& B}
                  \\label{tab:t}
                  \\begin{tabular}{lrrr}
                    \\toprule
                    network, "name" & share (\\%) & 95 \\% & speedup \\\\
                    \\midrule
                    50\\% \\& more\\_ & 33.3 \\% & 1.00--2.50 & 2.00$\\times$ \\\\
                    --- & --- & --- & --- \\\\
                    \\bottomrule
                  \\end{tabular}
                \\end{table}
                """, Latex.of(TABLE, "t", "A & B"));
    }
}
