package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

final class TuningTest {

    private static Plan plan(Architecture architecture, int groups, PlanKind kind) {
        return Planner.plan(NetworkSpec.of(architecture, groups, 1).build(), kind);
    }

    /** apply checks how far every launch reaches. */
    @ParameterizedTest
    @EnumSource(PlanKind.class)
    void everyCutOfEveryNetworkStaysWithinItsBuffers(PlanKind kind) {
        for (Architecture architecture :
                new Architecture[] {Architecture.SHUFFLENET, Architecture.MOBILENET, Architecture.ALEXNET}) {
            Plan usual = plan(architecture, architecture == Architecture.SHUFFLENET ? 3 : 1, kind);
            for (int finer = -Tuning.MOST; finer <= Tuning.MOST; finer++) {
                Plan cut = Tuning.all(finer).apply(usual);
                for (int i = 0; i < usual.calls().size(); i++) {
                    assertEquals(
                            Tuning.key(usual, usual.calls().get(i)),
                            Tuning.key(cut, cut.calls().get(i)));
                }
            }
        }
    }

    @Test
    void oneLaunchIsCutAndItsLikesWithIt() {
        Plan usual = plan(Architecture.MOBILENET, 1, PlanKind.FUSED);
        KernelCall block = usual.calls().stream()
                .filter(call -> call.launch().name().equals("blocks.6.3"))
                .findFirst()
                .orElseThrow();
        Tuning tuning = Tuning.NONE.with(usual, Map.of(Tuning.key(usual, block), 1));
        Plan cut = tuning.apply(usual);
        long changed = 0;
        for (int i = 0; i < usual.calls().size(); i++) {
            KernelCall before = usual.calls().get(i);
            boolean alike = Tuning.key(usual, before).equals(Tuning.key(usual, block));
            assertEquals(
                    alike, !before.equals(cut.calls().get(i)), before.launch().name());
            changed += alike ? 1 : 0;
        }
        assertEquals(5, changed); // MobileNet has five such blocks
        Plan other = plan(Architecture.ALEXNET, 1, PlanKind.FUSED);
        assertEquals(other, tuning.apply(other));
        assertEquals(Tuning.NONE, tuning.with(usual, Map.of()));
    }

    @Test
    void batchesAndShapesHaveKeysOfTheirOwn() {
        NetworkSpec one = NetworkSpec.of(Architecture.MOBILENET, 1, 1);
        Plan single = Planner.plan(one.build(), PlanKind.FUSED);
        Plan batch = Planner.plan(one.withBatch(2).build(), PlanKind.FUSED);
        for (int i = 0; i < single.calls().size(); i++) {
            assertNotEquals(
                    Tuning.key(single, single.calls().get(i)),
                    Tuning.key(batch, batch.calls().get(i)));
        }
    }

    @Test
    void anotherPlanOfTheNetworkIsLeftAsItWas() {
        Plan fused = plan(Architecture.SHUFFLENET, 3, PlanKind.FUSED);
        Plan merged = plan(Architecture.SHUFFLENET, 3, PlanKind.MERGED);
        KernelCall stem = fused.calls().getFirst();
        Tuning tuning = Tuning.NONE.with(fused, Map.of(Tuning.key(fused, stem), 1));
        assertEquals(tuning, tuning.with(merged, Map.of()));
        assertEquals(merged, tuning.apply(merged));
    }

    @Test
    void powersOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Tuning.all(Tuning.MOST + 1));
        assertThrows(IllegalArgumentException.class, () -> new Tuning(0, Map.of("a", -Tuning.MOST - 1)));
    }
}
