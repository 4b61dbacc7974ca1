package riffle.roofline;

import java.util.Comparator;
import java.util.List;
import riffle.result.OperatorTime;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Plateau;

/**
 * The roof that ceilings make: the peak, and the bandwidth of the level that a working set fits.
 *
 * @param ceilings what was measured
 */
public record Roof(Ceilings ceilings) {

    static final double GIGA_PER_MS = 1e6;

    /**
     * Bandwidth that a working set can have: of the first level that reaches so far; the best of the three patterns, so
     * that a roof it is.
     *
     * @throws IllegalArgumentException if no level was found in any pattern
     */
    public Plateau level(long workingSet) {
        return ceilings.plateaus().stream()
                .map(Plateau::pattern)
                .distinct()
                .map(pattern -> {
                    List<Plateau> levels = ceilings.plateaus().stream()
                            .filter(plateau -> plateau.pattern() == pattern)
                            .toList();
                    return levels.stream()
                            .filter(plateau -> plateau.toBytes() >= workingSet)
                            .findFirst()
                            .orElse(levels.getLast());
                })
                .max(Comparator.comparingDouble(Plateau::gbPerS))
                .orElseThrow(() -> new IllegalArgumentException("no level was found in the bandwidth curves"));
    }

    /**
     * A launch under this roof. Its working set is its compulsory bytes: each tensor once.
     *
     * @param operator with a time
     */
    public RoofPoint point(OperatorTime operator) {
        return point(operator.macs(), operator.bytes(), operator.kernelMs());
    }

    /** So many multiply-adds and bytes in so many milliseconds. */
    RoofPoint point(long macs, long bytes, double ms) {
        double flops = 2.0 * macs;
        Plateau level = level(bytes);
        double peak = ceilings.peak().gflopPerS();
        double computeMs = flops / peak / GIGA_PER_MS;
        double memoryMs = bytes / level.gbPerS() / GIGA_PER_MS;
        return new RoofPoint(
                flops / bytes,
                flops / (level.gbPerS() * ms * GIGA_PER_MS),
                flops / ms / GIGA_PER_MS,
                bytes / ms / GIGA_PER_MS,
                level.name(),
                level.gbPerS(),
                Math.min(peak, flops / bytes * level.gbPerS()),
                computeMs >= memoryMs,
                Math.max(computeMs, memoryMs) / ms);
    }
}
