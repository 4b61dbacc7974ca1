package riffle.report.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

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
}
