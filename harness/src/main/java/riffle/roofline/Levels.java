package riffle.roofline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.Plateau;
import riffle.stats.Summary;

/**
 * Finds the levels of a memory hierarchy in a bandwidth curve, knowing nothing of the machine.
 *
 * <p>The curve is walked from the smallest working set on. A plateau goes on until bandwidth falls by more than a fifth
 * below its median; a single value below that is noise if the next one is back. Falls that continue are slopes, not
 * plateaus: a plateau spans a factor of 2.8 of working sets, the first, of which the curve may show but the end, a
 * factor of 2. Plateaus of nearly the same bandwidth are one level.
 *
 * <p>Levels are called L1, L2, ... by their order. The last is called DRAM if the curve goes on to four times the end
 * of the level before it.
 */
public final class Levels {

    private static final double TOLERANCE = 0.2;
    private static final double SHORTEST_FIRST = 2;
    private static final double SHORTEST = 2.8;
    private static final double BEYOND_CACHES = 4;

    /** Working sets are rounded to what work-items share evenly. */
    private static final double ROUNDING = 1.05;

    private Levels() {}

    /** The levels of one pattern, nearest to the cores first. */
    public static List<Plateau> of(Pattern pattern, List<Bandwidth> bandwidths) {
        List<Bandwidth> curve = bandwidths.stream()
                .filter(bandwidth -> bandwidth.pattern() == pattern)
                .sorted(Comparator.comparingLong(Bandwidth::bytes))
                .toList();
        List<List<Bandwidth>> levels = new ArrayList<>();
        for (List<Bandwidth> run : runs(curve)) {
            boolean first = run.getFirst().equals(curve.getFirst());
            boolean slope = span(run) * ROUNDING < (first ? SHORTEST_FIRST : SHORTEST);
            boolean same = !levels.isEmpty() && median(run) > (1 - TOLERANCE) * median(levels.getLast());
            if (same && !slope) {
                levels.getLast().addAll(run);
            } else if (!slope) {
                levels.add(new ArrayList<>(run));
            }
        }
        return named(pattern, levels, curve);
    }

    private static List<List<Bandwidth>> runs(List<Bandwidth> curve) {
        List<List<Bandwidth>> runs = new ArrayList<>();
        for (int i = 0; i < curve.size(); i++) {
            boolean joins = !runs.isEmpty()
                    && (keeps(curve.get(i), runs.getLast())
                            || (i + 1 < curve.size() && keeps(curve.get(i + 1), runs.getLast())));
            if (joins) {
                runs.getLast().add(curve.get(i));
            } else {
                runs.add(new ArrayList<>(List.of(curve.get(i))));
            }
        }
        return runs;
    }

    private static boolean keeps(Bandwidth next, List<Bandwidth> run) {
        return next.gbPerS() >= (1 - TOLERANCE) * median(run);
    }

    private static List<Plateau> named(Pattern pattern, List<List<Bandwidth>> levels, List<Bandwidth> curve) {
        List<Plateau> plateaus = new ArrayList<>();
        for (List<Bandwidth> level : levels) {
            boolean last = level.getLast().equals(curve.getLast());
            boolean dram = last
                    && !plateaus.isEmpty()
                    && level.getLast().bytes()
                            >= BEYOND_CACHES * plateaus.getLast().toBytes();
            String name = dram ? "DRAM" : "L" + (plateaus.size() + 1);
            plateaus.add(new Plateau(
                    pattern,
                    name,
                    median(level),
                    level.getFirst().bytes(),
                    level.getLast().bytes()));
        }
        return plateaus;
    }

    private static double span(List<Bandwidth> run) {
        return (double) run.getLast().bytes() / run.getFirst().bytes();
    }

    private static double median(List<Bandwidth> run) {
        return Summary.median(run.stream().map(Bandwidth::gbPerS).toList());
    }
}
