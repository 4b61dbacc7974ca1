package riffle.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Baseline;
import riffle.network.NetworkSpec;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.SharedArrays;

final class SegmentTest {

    private static Plan plan(Architecture architecture, PlanKind kind) {
        return Planner.plan(NetworkSpec.of(architecture, 3, 1).build(), kind);
    }

    /** Those that the main job measures, and units; the others take one or two. */
    @Test
    void fusedNetworksAreOneTaskGraph() {
        for (Architecture architecture : Architecture.named()) {
            NetworkSpec spec = NetworkSpec.of(architecture, 3, 1);
            Plan plan = Planner.plan(spec.build(), PlanKind.FUSED);
            int segments = Segment.of(plan, SharedArrays.of(plan)).size();
            boolean one = architecture.baseline() != Baseline.NONE || architecture.isUnit();
            assertTrue(segments <= (one ? 1 : 2), () -> spec.title() + ": " + segments);
        }
    }

    @Test
    void anUnfusedShuffleNetIsSplitAndEveryValueReachesItsReader() {
        Plan plan = plan(Architecture.SHUFFLENET, PlanKind.UNFUSED);
        SharedArrays arrays = SharedArrays.of(plan);
        List<Segment> segments = Segment.of(plan, arrays);
        assertTrue(segments.size() > 1);
        assertEquals(
                plan.calls(),
                segments.stream().flatMap(segment -> segment.calls().stream()).toList());
        Set<Integer> kept = Set.of();
        for (Segment segment : segments) {
            assertEquals(kept, segment.received());
            Set<Integer> here = new HashSet<>(segment.received());
            for (KernelCall call : segment.calls()) {
                for (int id : call.buffers().subList(0, call.buffers().size() - 1)) {
                    Buffer buffer = plan.buffers().get(id);
                    boolean fromHost = buffer.role() == Buffer.Role.WEIGHTS || buffer.role() == Buffer.Role.INPUT;
                    assertTrue(fromHost || here.contains(arrays.of(id)), buffer::toString);
                }
                here.add(arrays.of(call.buffers().getLast()));
            }
            kept = segment.kept();
            assertTrue(here.containsAll(kept));
        }
        assertEquals(Set.of(), kept);
    }
}
