package riffle.measure.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    @Test
    void everyOtherBlockRunsBackwards() {
        assertEquals(
                List.of(List.of("A", "B", "C"), List.of("C", "B", "A"), List.of("A", "B", "C")),
                Schedule.blocks(List.of("A", "B", "C"), 3));
    }
}
