package riffle.result.ceiling;

/**
 * A range of working sets with about the same bandwidth: a level of the memory hierarchy, found in the curve.
 *
 * @param pattern whose curve
 * @param name {@code L1}, {@code L2}, ... from the cores outwards, the last one {@code DRAM}
 * @param gbPerS median over its working sets, 10^9 bytes/s
 * @param fromBytes smallest working set on it
 * @param toBytes largest working set on it
 */
public record Plateau(Pattern pattern, String name, double gbPerS, long fromBytes, long toBytes) {}
