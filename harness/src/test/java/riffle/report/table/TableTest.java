package riffle.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
