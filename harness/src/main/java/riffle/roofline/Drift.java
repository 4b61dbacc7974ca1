package riffle.roofline;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.result.Ceilings;
import riffle.result.Moment;
import riffle.result.Pattern;
import riffle.result.Plateau;

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

    /** Every ceiling of both a start and an end on the same number of threads: the peak, and each level found in both. */
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
        for (Plateau before : start.plateaus()) {
            find(end, before.pattern(), before.name())
                    .ifPresent(after -> drifts.add(new Drift(
                            start.threads(),
                            before.name() + " " + before.pattern().label(),
                            before.gbPerS(),
                            after.gbPerS())));
        }
    }

    private static Optional<Plateau> find(Ceilings ceilings, Pattern pattern, String name) {
        return ceilings.plateaus().stream()
                .filter(plateau ->
                        plateau.pattern() == pattern && plateau.name().equals(name))
                .findFirst();
    }
}
