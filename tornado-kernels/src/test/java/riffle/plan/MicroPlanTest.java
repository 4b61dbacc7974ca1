package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.operator.Cost;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;

/** What the ceilings' launches compute, move and leave behind, counted by hand for two groups of four work-items. */
final class MicroPlanTest {

    private static final MicroPlan.Layout LAYOUT = new MicroPlan.Layout(2, 4, 3);
    private static final int UNIT = 128 * 4; // elements of a group at least

    private static Cost cost(Plan plan, int call) {
        return plan.calls().get(call).launch().cost();
    }

    /** Ten chains of multiply-adds by 2^-10 from 10 i + 1 to 10 i + 10 on; all lanes hold the same. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void aPeakSumsTenChainsOfEachWorkItem(int width) {
        MicroPlan micro = new MicroPlan(LAYOUT, 0);
        int position = micro.peak(width, 512);
        Plan plan = micro.build();
        assertEquals(0, position);
        assertEquals("peak" + width, plan.calls().getFirst().kernel().method());
        assertEquals(List.of(512, 0), plan.calls().getFirst().shape());
        assertEquals(new NdRange(8, 1, 1, 4, 1), plan.calls().getFirst().range());
        assertEquals(new Cost(8L * 512 * 10 * width, 0, 0), cost(plan, 0));
        assertEquals(8, micro.expected().size());
        assertEquals(width * (55 + 5.0), micro.expected().getFirst());
        assertEquals(width * (70 + 55 + 5.0), micro.expected().getLast());
    }

    @Test
    void otherWidthsAreRefused() {
        MicroPlan micro = new MicroPlan(LAYOUT, 0);
        assertThrows(IllegalArgumentException.class, () -> micro.peak(3, 1));
    }

    /** Arrays are filled with a pattern whose mean is 4.5, c with twice that. */
    @Test
    void bandwidthLaunchesWalkOverWholeUnits() {
        long bytes = 4L * 2 * 3 * UNIT; // a unit for each group in three arrays
        MicroPlan micro = new MicroPlan(LAYOUT, bytes);
        int read = micro.read(bytes, 5);
        int triad = micro.triad(bytes, 7);
        micro.readTriad();
        int copy = micro.copy(bytes, 2);
        micro.readCopy();
        int nothing = micro.nothing();
        Plan plan = micro.build();
        assertEquals(List.of(3, 4, 6, 8), List.of(read, triad, copy, nothing)); // behind the three that fill
        assertEquals(
                List.of(
                        Kernel.FILL,
                        Kernel.FILL,
                        Kernel.FILL,
                        Kernel.READ,
                        Kernel.TRIAD,
                        Kernel.READ,
                        Kernel.COPY,
                        Kernel.READ,
                        Kernel.NOTHING),
                plan.calls().stream().map(KernelCall::kernel).toList());

        long all = 4L * 2; // bytes of an element in two groups
        assertEquals(new Cost(0, all * 3 * UNIT * 5, 0), cost(plan, read));
        assertEquals(new Cost(0, all * 2 * UNIT * 7, all * UNIT * 7), cost(plan, triad));
        assertEquals(new Cost(0, all * UNIT * 2, all * UNIT * 2), cost(plan, copy));
        assertEquals(List.of(4, 3 * UNIT, 5, 3, 0), plan.calls().get(read).shape());
        assertEquals(List.of(4, UNIT, 7, 3), plan.calls().get(triad).shape());
        assertEquals(List.of(2, 4), plan.calls().get(copy).buffers().stream().toList());
        assertEquals(List.of(2, 3, 4), plan.calls().get(triad).buffers());
        assertEquals(new NdRange(1, 1, 1, 1, 1), plan.calls().get(nothing).range());
        assertEquals(
                List.of(1, 1, 2),
                plan.calls().subList(0, 3).stream()
                        .map(call -> call.shape().getFirst())
                        .toList());
        assertEquals(new Cost(0, 0, 4L * (3 + 2 * 3 * UNIT)), cost(plan, 0));

        List<Double> expected = micro.expected();
        assertEquals(8 + 8 + 8 + 1, expected.size());
        double perItem = 4.5 * 128;
        assertEquals(Collections.nCopies(8, 5 * 3 * perItem), expected.subList(0, 8));
        assertEquals(Collections.nCopies(8, 4 * perItem), expected.subList(8, 16)); // a + 3 b
        assertEquals(1.0, expected.getLast());
        assertEquals(
                List.of(3, 25, 3 + 6 * UNIT, 3 + 2 * UNIT, 3 + 2 * UNIT),
                plan.buffers().stream().map(Buffer::elements).toList());
    }

    @Test
    void workingSetsAreRoundedDownToUnitsAndHaveOneAtLeast() {
        MicroPlan micro = new MicroPlan(LAYOUT, 0);
        long unit = 4L * 2 * UNIT;
        assertEquals(unit, micro.workingSet(1, 1));
        assertEquals(2 * unit, micro.workingSet(1, 2));
        assertEquals(5 * unit, micro.workingSet(6 * unit - 1, 1));
        assertEquals(6 * unit, micro.workingSet(7 * unit, 3));
    }

    @Test
    void everythingIsEveryMicroKernelOnce() {
        Plan plan = MicroPlan.everything(LAYOUT, 1).build();
        List<String> kernels = plan.calls().stream()
                .map(call -> call.kernel().method())
                .distinct()
                .toList();
        assertEquals(
                List.of(
                        "fillPattern",
                        "peak1",
                        "peak2",
                        "peak4",
                        "peak8",
                        "peak16",
                        "readArray",
                        "triadArrays",
                        "copyArray",
                        "copyOne"),
                kernels);
    }
}
