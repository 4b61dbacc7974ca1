package riffle.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import riffle.plan.family.Entries;
import riffle.plan.family.PointwiseFamily;
import riffle.plan.step.NdRange;

/**
 * How finely launches are cut into work-groups on one device, where that is not the usual way. Results are the same bit
 * for bit: who computes an element changes, not how.
 *
 * @param usual powers of two by which every other launch is cut finer, below 0 coarser
 * @param finer the same for single launches, by their {@link #key}
 */
public record Tuning(int usual, Map<String, Integer> finer) {

    /** No launch is cut more than so many powers of two finer or coarser. */
    public static final int MOST = 4;

    /** The planner's own choices. */
    public static final Tuning NONE = all(0);

    private static final String STRIP = "strip";

    /** Entries of a shape that say how work is done, not what it is. */
    private static final Set<String> HOW = Set.of(STRIP, "lanes");

    public Tuning {
        finer = Map.copyOf(finer);
        requireInRange(usual);
        finer.values().forEach(Tuning::requireInRange);
    }

    private static void requireInRange(int powers) {
        if (Math.abs(powers) > MOST) {
            throw new IllegalArgumentException(
                    "a launch is cut finer by 2^" + powers + ", expected between -" + MOST + " and " + MOST);
        }
    }

    /** Every launch so much finer. */
    public static Tuning all(int finer) {
        return new Tuning(finer, Map.of());
    }

    /**
     * What launches have in common that are cut alike: network, plan, kernel, shape and work-items, not how they are
     * shared out.
     */
    public static String key(Plan plan, KernelCall call) {
        List<String> entries = call.kernel().shape();
        StringBuilder key =
                new StringBuilder(plan.network() + ", " + plan.kind().label() + ": ");
        key.append(call.kernel().method());
        for (int i = 0; i < entries.size(); i++) {
            if (!HOW.contains(entries.get(i))) {
                key.append(i == 0 ? " " : ",").append(call.shape().get(i));
            }
        }
        NdRange range = call.range();
        String rows = entries.contains(STRIP) ? "" : range.globalY() + "x";
        return key.append(" ")
                .append(range.globalX())
                .append("x")
                .append(rows)
                .append(range.globalZ())
                .toString();
    }

    /** The same plan, cut as this says. */
    public Plan apply(Plan plan) {
        List<KernelCall> calls = new ArrayList<>();
        for (KernelCall call : plan.calls()) {
            int powers = finer.getOrDefault(key(plan, call), usual);
            calls.add(powers == 0 ? call : cut(call, powers));
        }
        Plan cut = plan.withCalls(calls);
        Bounds.check(cut);
        return cut;
    }

    private static KernelCall cut(KernelCall call, int finer) {
        NdRange range = call.range();
        if (!(call.kernel().family(call.shape()) instanceof PointwiseFamily pointwise)) {
            int group = Math.max(1, scaled(range.localX() * range.localY(), -finer));
            return new KernelCall(call.launch(), call.kernel(), call.shape(), call.buffers(), range.grouped(group));
        }
        PointwiseFamily inStrips = pointwise.inStrips(Math.max(1, scaled(range.globalY(), finer)));
        int strips = Math.ceilDiv(inStrips.pixels(), inStrips.strip());
        NdRange cut = new NdRange(range.globalX(), strips, range.globalZ(), 1, 1);
        return new KernelCall(call.launch(), call.kernel(), Entries.of(inStrips), call.buffers(), cut);
    }

    private static int scaled(int count, int powers) {
        return powers >= 0 ? count << powers : count >> -powers;
    }

    /** What this says of launches that a plan does not have, and of the plan's what is given. */
    public Tuning with(Plan plan, Map<String, Integer> cuts) {
        Map<String, Integer> changed = new LinkedHashMap<>(finer);
        plan.calls().forEach(call -> changed.remove(key(plan, call)));
        changed.putAll(cuts);
        return new Tuning(usual, changed);
    }
}
