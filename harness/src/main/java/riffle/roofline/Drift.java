package riffle.roofline;

import java.util.ArrayList;
import java.util.List;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;
import riffle.result.ceiling.Plateau;
import riffle.stats.Summary;

/**
 * A ceiling that was measured twice.
 *
 * @param threads compute units
 * @param ceiling what it is
 * @param start value at the start
 * @param end value at the end
 */
public record Drift(int threads, String ceiling, double start, double end) {

    /** Beyond this, every number that was measured between the two is flagged. */
    public static final double ALLOWED = 0.05;

    /** Change relative to the start. */
    public double change() {
        return end / start - 1;
    }

    /** Whether the machine was not the same at the end. */
    public boolean tooLarge() {
        return Math.abs(change()) > ALLOWED;
    }

    /**
     * Every ceiling of both a start and an end on the same number of threads: the peak, and each level
     * found at the start against the same working sets at the end.
     */
    public static List<Drift> between(List<Ceilings> ceilings) {
        List<Drift> drifts = new ArrayList<>();
        for (Ceilings start : ceilings) {
            if (start.when() == Moment.START) {
                ceilings.stream()
                        .filter(end -> end.when() == Moment.END && end.threads() == start.threads())
                        .findFirst()
                        .ifPresent(end -> compare(start, end, drifts));
            }
        }
        return drifts;
    }

    private static void compare(Ceilings start, Ceilings end, List<Drift> drifts) {
        drifts.add(new Drift(
                start.threads(), "peak", start.peak().gflopPerS(), end.peak().gflopPerS()));
        for (Plateau level : start.plateaus()) {
            List<Double> later = end.bandwidth().stream()
                    .filter(bandwidth -> bandwidth.pattern() == level.pattern()
                            && bandwidth.bytes() >= level.fromBytes()
                            && bandwidth.bytes() <= level.toBytes())
                    .map(Bandwidth::gbPerS)
                    .toList();
            if (!later.isEmpty()) {
                String name = level.name() + " " + level.pattern().label();
                drifts.add(new Drift(start.threads(), name, level.gbPerS(), Summary.median(later)));
            }
        }
    }
}
