package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The order of measurement: every block measures each configuration once, and every other block runs backwards (A B C,
 * C B A, ...), so that drift of the machine falls on all configurations alike.
 */
final class Schedule {

    private Schedule() {}

    static <T> List<List<T>> blocks(List<T> configurations, int blocks) {
        List<List<T>> schedule = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            List<T> order = new ArrayList<>(configurations);
            if (block % 2 == 1) {
                Collections.reverse(order);
            }
            schedule.add(List.copyOf(order));
        }
        return schedule;
    }
}
