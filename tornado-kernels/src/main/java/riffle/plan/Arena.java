package riffle.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One piece of memory for activations, each at an offset of its own: those that are never alive together may overlap.
 * The largest is placed first, each at the lowest offset where it fits.
 *
 * <p>Two kinds of buffer are not in it and lie alone. Intermediate values with a border: no kernel writes their zeros,
 * which must be there from the start (inputs may have a border, since whoever writes the input writes it too). And what
 * is alive together with every other activation, as in plans of micro-kernels: there is nothing to gain, and a
 * bandwidth kernel's arrays keep the alignment of their own allocations.
 *
 * @param offsets in bytes, by id of the buffer
 * @param bytes size
 */
public record Arena(Map<Integer, Long> offsets, long bytes) {

    public Arena {
        offsets = Map.copyOf(offsets);
    }

    /**
     * The arena of a plan.
     *
     * @param header bytes before the elements of each array
     * @param unit every offset is a multiple of so many bytes
     * @param largest bytes that the arena has at most; what does not fit lies alone
     */
    public static Arena of(Plan plan, int header, long unit, long largest) {
        Liveness liveness = Liveness.of(plan);
        List<Buffer> activations = Liveness.activations(plan);
        List<Buffer> bySize = activations.stream()
                .filter(Arena::bordersAllow)
                .filter(buffer -> activations.stream().anyMatch(other -> !liveness.together(buffer, other)))
                .sorted(Comparator.comparing((Buffer buffer) -> -buffer.elements())
                        .thenComparing(Buffer::id))
                .toList();
        Map<Integer, Long> offsets = new HashMap<>();
        List<Slot> placed = new ArrayList<>();
        long top = 0;
        for (Buffer buffer : bySize) {
            long size = Math.ceilDiv(header + Liveness.bytes(buffer), unit) * unit;
            long offset = lowest(
                    size,
                    placed.stream()
                            .filter(place -> liveness.together(place.buffer(), buffer))
                            .sorted(Comparator.comparing(Slot::begin))
                            .toList());
            if (offset + size <= largest) {
                placed.add(new Slot(buffer, offset, offset + size));
                offsets.put(buffer.id(), offset);
                top = Math.max(top, offset + size);
            }
        }
        return new Arena(offsets, top);
    }

    private record Slot(Buffer buffer, long begin, long end) {}

    /** The lowest gap of a size between occupied places in rising order, or the end of the last. */
    private static long lowest(long size, List<Slot> occupied) {
        long offset = 0;
        for (Slot place : occupied) {
            if (offset + size <= place.begin()) {
                return offset;
            }
            offset = Math.max(offset, place.end());
        }
        return offset;
    }

    private static boolean bordersAllow(Buffer buffer) {
        return buffer.border() == 0 || buffer.role() == Buffer.Role.INPUT;
    }
}
