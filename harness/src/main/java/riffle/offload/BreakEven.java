package riffle.offload;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * From where on a device is faster than the host, along one thing that grows.
 *
 * @param kind what the ladder shows
 * @param at where the ratio of times crosses 1, between two steps: a straight line between their logarithms; null where
 *     it does not, or more than once
 * @param least the smallest step
 * @param most the largest step
 */
public record BreakEven(Crossing kind, Double at, double least, double most) {

    /** What a ladder shows. */
    public enum Crossing {
        /** The device is faster at every step. */
        ALWAYS,
        /** The host is faster at every step. */
        NEVER,
        /** The device is faster from there on. */
        FROM,
        /** The device is faster up to there. */
        UP_TO,
        /** The sides change more than once: they are about equal. */
        MIXED,
        /** Fewer than two steps have both times. */
        UNKNOWN
    }

    /**
     * One step.
     *
     * @param x what grows
     * @param ratio device's time over host's
     */
    public record Rung(double x, double ratio) {}

    /** What these steps say. */
    public static BreakEven of(List<Rung> ladder) {
        List<Rung> steps = new ArrayList<>(ladder);
        steps.sort(Comparator.comparingDouble(Rung::x));
        if (steps.size() < 2) {
            double only = steps.isEmpty() ? 0 : steps.getFirst().x();
            return new BreakEven(Crossing.UNKNOWN, null, only, only);
        }
        double least = steps.getFirst().x();
        double most = steps.getLast().x();
        List<Integer> changes = new ArrayList<>();
        for (int i = 1; i < steps.size(); i++) {
            if (deviceWins(steps.get(i)) != deviceWins(steps.get(i - 1))) {
                changes.add(i);
            }
        }
        boolean winsLast = deviceWins(steps.getLast());
        if (changes.isEmpty()) {
            return new BreakEven(winsLast ? Crossing.ALWAYS : Crossing.NEVER, null, least, most);
        }
        if (changes.size() > 1) {
            return new BreakEven(Crossing.MIXED, null, least, most);
        }
        double at = crossing(steps.get(changes.getFirst() - 1), steps.get(changes.getFirst()));
        return new BreakEven(winsLast ? Crossing.FROM : Crossing.UP_TO, at, least, most);
    }

    private static boolean deviceWins(Rung step) {
        return step.ratio() < 1;
    }

    private static double crossing(Rung before, Rung after) {
        double low = Math.log(before.ratio());
        double high = Math.log(after.ratio());
        double share = low / (low - high);
        return Math.exp(Math.log(before.x()) + share * (Math.log(after.x()) - Math.log(before.x())));
    }
}
