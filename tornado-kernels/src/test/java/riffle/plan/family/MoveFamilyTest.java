package riffle.plan.family;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.Transpose;
import riffle.plan.step.NdRange;
import riffle.plan.step.Step;
import riffle.plan.step.Target;
import riffle.tensor.Shape;

final class MoveFamilyTest {

    private static final int AXES = 5;

    /** The largest index that the kernel reads, position by position; 0 where it reads none. */
    private static int largestRead(List<Integer> entries) {
        int largest = 0;
        int positions = 1;
        for (int axis = 0; axis < AXES; axis++) {
            positions *= entries.get(AXES * axis);
        }
        for (int position = 0; position < positions; position++) {
            int rest = position;
            int index = 0;
            boolean inside = true;
            for (int axis = AXES - 1; axis >= 0; axis--) {
                List<Integer> e = entries.subList(AXES * axis, AXES * (axis + 1));
                int at = e.get(1) + rest % e.get(0) * e.get(2);
                rest /= e.get(0);
                inside &= at >= 0 && at < e.get(3);
                index += at * e.get(4);
            }
            largest = inside ? Math.max(largest, index) : largest;
        }
        return largest;
    }

    private static NdRange range(List<Integer> entries) {
        return NdRange.of(entries.get(20), entries.get(15), entries.get(0) * entries.get(5) * entries.get(10));
    }

    /** Steps of both signs, padding on both sides, less than the input, nothing of it. */
    @Test
    void theReachIsTheLargestIndexThatIsRead() {
        Random random = new Random(5);
        int padded = 0;
        int nothing = 0;
        for (int run = 0; run < 20_000; run++) {
            List<Integer> entries = new ArrayList<>();
            for (int axis = 0; axis < AXES; axis++) {
                int step = random.nextInt(1, 4) * (random.nextBoolean() ? 1 : -1);
                int extent = random.nextInt(1, 6);
                int begin = random.nextInt(-2, 2) + (step < 0 ? extent - 1 : 0);
                entries.addAll(List.of(random.nextInt(1, 5), begin, step, extent, random.nextInt(1, 9)));
            }
            int last = Kernel.MOVE.reach(entries, range(entries)).last().getFirst();
            assertEquals(largestRead(entries), last, entries::toString);
            nothing += last == 0 ? 1 : 0;
            padded += (entries.get(1) < 0 || entries.get(1) >= entries.get(3)) && last > 0 ? 1 : 0;
        }
        assertTrue(
                nothing > 1_000 && nothing < 19_000 && padded > 1_000,
                nothing + " read nothing, " + padded + " padding");
    }

    /** The innermost axis of one that is sound but for one entry; the others have one position. */
    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, 3, 1, 'step is 0, expected another number'",
        "0, 0, 1, 3, 1, 'count4 is 0, expected at least 1'",
        "3, 0, 1, 0, 1, 'extent4 is 0, expected at least 1'",
        "3, 0, 1, 3, -1, 'stride4 is -1, expected at least 1'",
        "3, 2147483646, 1, 3, 1, an index overflows",
        "3, -2147483647, 1, 3, 1, an index overflows",
        "3, 0, 2147483647, 3, 1, an index overflows",
        "3, 0, -2147483648, 3, 1, an index overflows",
        "3, 0, 1, 3, 2147483647, an index overflows",
    })
    void whatOverflowsOrMakesNoSenseIsRefused(int count, int begin, int step, int extent, int stride, String expected) {
        List<Integer> entries = new ArrayList<>();
        for (int axis = 1; axis < AXES; axis++) {
            entries.addAll(List.of(1, 0, 1, 1, 1));
        }
        entries.addAll(List.of(count, begin, step, extent, stride));
        NdRange range = NdRange.of(Math.max(count, 1), 1, 1);
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> Kernel.MOVE.reach(entries, range))
                        .getMessage());
        List<Integer> sound = new ArrayList<>(entries.subList(0, 20));
        sound.addAll(List.of(3, 0, 1, 3, 1));
        assertEquals(
                List.of(2, 0, 2), Kernel.MOVE.reach(sound, NdRange.of(3, 1, 1)).last());
        assertThrows(IllegalArgumentException.class, () -> Kernel.MOVE.reach(sound, NdRange.of(2, 1, 1)));
        assertThrows(IllegalArgumentException.class, () -> Kernel.MOVE.reach(sound, NdRange.of(3, 2, 1)));
        assertThrows(IllegalArgumentException.class, () -> Kernel.MOVE.reach(sound, NdRange.of(3, 1, 2)));
    }

    private static MoveFamily family(Operator operator) {
        Step step = Step.of(new Node("op", operator, List.of(Network.INPUT)));
        Lowered lowered = Kernel.lowering(step, KernelSet.WIDE)
                .lowered()
                .apply(new Target(KernelSet.WIDE, DeviceProfile.DEFAULT, 0));
        return (MoveFamily) lowered.family();
    }

    /** Images and channels stay together, and so do the pixels of a shuffled channel. */
    @Test
    void neighboursThatStayTogetherAreOneAxis() {
        Shape in = new Shape(2, 6, 5, 7);
        MoveFamily pad = family(
                new Pad(in, new Shape(2, 6, 6, 7), List.of(2, 6, 5, 7), List.of(0, 0, 1, 0), List.of(0, 0, 0, 0), 0));
        assertEquals(
                List.of(1, 1, 12, 6, 7), List.of(pad.count0(), pad.count1(), pad.count2(), pad.count3(), pad.count4()));
        MoveFamily shuffle = family(new Transpose(in, in, List.of(2, 2, 3, 5, 7), List.of(0, 2, 1, 3, 4)));
        assertEquals(
                List.of(1, 2, 3, 2, 35),
                List.of(shuffle.count0(), shuffle.count1(), shuffle.count2(), shuffle.count3(), shuffle.count4()));
    }
}
