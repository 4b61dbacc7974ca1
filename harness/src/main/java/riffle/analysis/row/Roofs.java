package riffle.analysis.row;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import riffle.result.RunResult;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.Plateau;

/**
 * The measured ceilings that hold for a setting: those of its device and threads, of the start of the run where there
 * are two.
 *
 * @param ceilings the ceilings; empty if none were measured there
 * @param sameBackend whether they were measured through the setting's own backend, so that launches cost the same
 */
public record Roofs(Optional<Ceilings> ceilings, boolean sameBackend) {

    public static Roofs of(RunResult run, Setting setting) {
        List<Ceilings> fitting = run.ceilings().stream()
                .filter(found -> found.device().equals(setting.device()))
                .filter(found -> Integer.valueOf(found.threads()).equals(setting.threads()))
                .sorted(Comparator.comparing(
                                (Ceilings found) -> !found.backend().equals(setting.backend()))
                        .thenComparing(found -> found.when() != Moment.START))
                .toList();
        Optional<Ceilings> best = fitting.stream().findFirst();
        return new Roofs(
                best,
                best.filter(found -> found.backend().equals(setting.backend())).isPresent());
    }

    /** Peak rate, GFLOP/s. */
    public Optional<Double> peak() {
        return ceilings.map(found -> found.peak().gflopPerS());
    }

    /** Cost of a launch in a queue, ms; empty where launches go another way. */
    public Optional<Double> launchMs() {
        return ceilings.filter(found -> sameBackend).map(found -> found.launch().queuedUs() / 1e3);
    }

    /** Bandwidth of copying of the level that a working set fits, GB/s; that of the last level for larger ones. */
    public Optional<Double> bandwidth(long bytes) {
        List<Plateau> levels = ceilings.map(Ceilings::plateaus).orElse(List.of()).stream()
                .filter(level -> level.pattern() == Pattern.COPY)
                .sorted(Comparator.comparingLong(Plateau::toBytes))
                .toList();
        return levels.isEmpty()
                ? Optional.empty()
                : Optional.of(levels.stream()
                        .filter(level -> bytes <= level.toBytes())
                        .findFirst()
                        .orElse(levels.getLast())
                        .gbPerS());
    }
}
