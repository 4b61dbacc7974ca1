package riffle.plan;

import static riffle.plan.Exact.plus;
import static riffle.plan.Exact.require;
import static riffle.plan.Exact.times;

import java.util.List;

/** How far the micro-kernels reach, which measure a device's ceilings; their work-items lie along x alone. */
final class MicroReach {

    /** Elements that a work-item of the bandwidth kernels takes at a time. */
    private static final int CHUNK_UNIT = 128;

    private MicroReach() {}

    static Reach of(Reach.Arithmetic call, Kernel kernel, NdRange range) {
        int items = range.globalX();
        call.covers(kernel == Kernel.NOTHING ? 1 : items, 1, 1);
        return switch (kernel) {
            case FILL -> new Reach(List.of(items - 1), items);
            case READ -> new Reach(List.of(chunks(call, range), plus(call.at("to"), items) - 1), items);
            case COPY -> {
                int last = chunks(call, range);
                yield new Reach(List.of(last, last), last + 1 - call.at("offset"));
            }
            case TRIAD -> {
                int last = chunks(call, range);
                yield new Reach(List.of(last, last, last), last + 1 - call.at("offset"));
            }
            case NOTHING -> new Reach(List.of(0, call.at("to")), 1);
            default -> new Reach(List.of(2, plus(call.at("to"), items) - 1), items); // peak
        };
    }

    /** Last index in the arrays of a bandwidth kernel, whose groups have a chunk each. */
    private static int chunks(Reach.Arithmetic call, NdRange range) {
        int items = call.at("items");
        require(
                range.localX() == items,
                "items is " + items + ", expected the " + range.localX() + " work-items of a group");
        require(
                call.at("chunk") % times(CHUNK_UNIT, items) == 0,
                "chunk is " + call.at("chunk") + ", expected a multiple of " + CHUNK_UNIT + " items");
        int end = plus(call.at("offset"), times(range.globalX() / items, call.at("chunk")));
        plus(end, times(CHUNK_UNIT, items)); // where the loop ends
        return end - 1;
    }
}
