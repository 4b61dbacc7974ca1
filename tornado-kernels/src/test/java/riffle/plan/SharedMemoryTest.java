package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

/** Plans run on memory that remembers who wrote it last: whatever shares it, each launch finds what it reads. */
final class SharedMemoryTest {

    private static final int HEADER = 16;
    private static final long UNIT = 128;
    private static final long ANY = Long.MAX_VALUE / 2;

    private static Stream<Plan> plans() {
        return Architecture.named().stream()
                .flatMap(architecture -> Stream.of(
                        NetworkSpec.of(architecture, 3, 1),
                        NetworkSpec.of(architecture, 3, 1).withSize(97, 131).withBatch(2)))
                .flatMap(spec -> Stream.of(PlanKind.values()).map(kind -> Planner.plan(spec.build(), kind)));
    }

    /** A stretch of memory that holds a buffer. */
    private record Stretch(int memory, long begin, long end) {
        boolean meets(Stretch other) {
            return memory == other.memory && begin < other.end && other.begin < end;
        }
    }

    /**
     * Writes forget what they overwrite; reads of what was forgotten are lost values. The border of an input is written
     * too.
     */
    private static List<String> lost(Plan plan, Map<Integer, Stretch> stretches) {
        List<String> lost = new ArrayList<>();
        Map<Integer, Stretch> held = new HashMap<>();
        plan.buffers(Buffer.Role.INPUT).forEach(input -> write(input.id(), stretches, held));
        for (KernelCall call : plan.calls()) {
            call.buffers().stream()
                    .filter(id -> plan.buffers().get(id).role() == Buffer.Role.SCRATCH)
                    .forEach(id -> write(id, stretches, held)); // before it reads it
            write(call.buffers().getLast(), stretches, held);
            call.buffers().stream()
                    .filter(id -> plan.buffers().get(id).role() != Buffer.Role.WEIGHTS)
                    .filter(id -> !held.containsKey(id))
                    .forEach(id -> lost.add(
                            call.launch().name() + " reads " + plan.buffers().get(id)));
        }
        int output = plan.buffers(Buffer.Role.OUTPUT).getFirst().id();
        if (!held.containsKey(output)) {
            lost.add("the output");
        }
        return lost;
    }

    private static void write(int id, Map<Integer, Stretch> stretches, Map<Integer, Stretch> held) {
        Stretch stretch = stretches.get(id);
        held.values().removeIf(other -> other.meets(stretch));
        held.put(id, stretch);
    }

    private static Map<Integer, Stretch> stretches(Plan plan, Arena arena) {
        Map<Integer, Stretch> stretches = new HashMap<>();
        for (Buffer buffer : plan.buffers()) {
            long bytes = HEADER + Liveness.bytes(buffer);
            Long offset = arena.offsets().get(buffer.id());
            stretches.put(
                    buffer.id(),
                    offset == null ? new Stretch(buffer.id(), 0, bytes) : new Stretch(-1, offset, offset + bytes));
        }
        return stretches;
    }

    @Test
    void everyLaunchFindsInTheArenaWhatItReads() {
        plans().forEach(plan -> {
            Arena arena = Arena.of(plan, HEADER, UNIT, ANY);

            assertEquals(List.of(), lost(plan, stretches(plan, arena)));
            assertTrue(arena.offsets().size() > plan.buffers(Buffer.Role.INPUT).size());
            arena.offsets().forEach((id, offset) -> {
                Buffer buffer = plan.buffers().get(id);
                assertEquals(0, offset % UNIT);
                assertTrue(offset + HEADER + Liveness.bytes(buffer) <= arena.bytes());
                assertTrue(buffer.role() == Buffer.Role.INPUT || buffer.border() == 0);
            });
        });
    }

    @Test
    void everyLaunchFindsInItsArraysWhatItReads() {
        plans().forEach(plan -> {
            SharedArrays arrays = SharedArrays.of(plan);
            Map<Integer, Stretch> stretches = new HashMap<>();
            for (Buffer buffer : plan.buffers()) {
                Buffer array = plan.buffers().get(arrays.of(buffer.id()));
                stretches.put(buffer.id(), new Stretch(array.id(), 0, HEADER + Liveness.bytes(buffer)));
                assertEquals(array.id(), arrays.of(array.id()));
                assertTrue(buffer.elements() <= array.elements());
                assertTrue(buffer.equals(array) || buffer.role() == Buffer.Role.INTERMEDIATE);
                assertEquals(array.border(), buffer.border());
                assertTrue(buffer.border() == 0 || buffer.shape().equals(array.shape()));
            }

            assertEquals(List.of(), lost(plan, stretches));
        });
    }

    @Test
    void theMemoryOfTheLostIsNoticed() {
        Plan plan = Planner.plan(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build(), PlanKind.FUSED);
        Map<Integer, Stretch> stretches = new HashMap<>();
        plan.buffers().forEach(buffer -> stretches.put(buffer.id(), new Stretch(0, 0, 1)));

        assertFalse(lost(plan, stretches).isEmpty());
    }

    @Test
    void memoryIsTheWeightsAndTheLargestLiveSetWithinATenth() {
        for (NetworkSpec spec : List.of(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 1),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 2),
                NetworkSpec.of(Architecture.SHUFFLENET, 8, 1),
                NetworkSpec.of(Architecture.MOBILENET, 1, 1),
                NetworkSpec.of(Architecture.ALEXNET, 1, 1),
                NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).withSize(720, 1280),
                NetworkSpec.of(Architecture.MOBILENET, 1, 1).withBatch(4))) {
            for (PlanKind kind : PlanKind.values()) {
                Plan plan = Planner.plan(spec.build(), kind);
                Arena arena = Arena.of(plan, HEADER, UNIT, ANY);
                long alone = Liveness.activations(plan).stream()
                        .filter(buffer -> !arena.offsets().containsKey(buffer.id()))
                        .mapToLong(Liveness::bytes)
                        .sum();
                long least = plan.memory(0).weights() + Liveness.of(plan).largestSetBytes();

                assertTrue(
                        plan.memory(0).weights() + arena.bytes() + alone <= 1.1 * least,
                        () -> spec.title() + " " + kind.label());
            }
        }
    }

    @Test
    void whatDoesNotFitTheLargestAllocationLiesAlone() {
        Plan plan = Planner.plan(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build(), PlanKind.FUSED);
        Arena whole = Arena.of(plan, HEADER, UNIT, ANY);

        Arena small = Arena.of(plan, HEADER, UNIT, whole.bytes() / 2);

        assertTrue(small.bytes() <= whole.bytes() / 2);
        assertTrue(small.offsets().size() < whole.offsets().size());
        assertEquals(List.of(), lost(plan, stretches(plan, small)));
    }

    @Test
    void theArraysOfABandwidthKernelLieAlone() {
        MicroPlan micro = new MicroPlan(new MicroPlan.Layout(2, 1, 0), 1 << 20);
        int unusedPeak = micro.peak(8, 10);
        int unusedRead = micro.read(1 << 20, 1);
        int unusedTriad = micro.triad(1 << 20, 1);
        micro.readTriad();
        int unusedNothing = micro.nothing();

        assertEquals(Map.of(), Arena.of(micro.build(), HEADER, UNIT, ANY).offsets());
    }

    @Test
    void theLargestLiveSetIsThatOfOneLaunch() {
        Plan plan = Planner.plan(NetworkSpec.of(Architecture.MOBILENET, 1, 1).build(), PlanKind.FUSED);
        long widest =
                4L * (32 * 112 * 112 + 64 * 112 * 112); // the first pointwise layer: 32 to 64 channels of 112 x 112

        assertEquals(widest, Liveness.of(plan).largestSetBytes());
    }
}
