package riffle.analysis;

import java.util.List;
import java.util.Optional;
import riffle.result.Subject;
import riffle.result.environment.Difference;
import riffle.result.environment.Environment;
import riffle.stats.Estimate;
import riffle.stats.Verdict;

/**
 * Two runs, configuration by configuration.
 *
 * @param first the environment of A
 * @param second the environment of B
 * @param differences fields in which the environments differ, by name, with both values
 * @param entries configurations that both have, in A's order
 * @param onlyFirst configurations that only A has
 * @param onlySecond configurations that only B has
 */
public record RunComparison(
        Environment first,
        Environment second,
        List<Difference> differences,
        List<Entry> entries,
        List<Subject> onlyFirst,
        List<Subject> onlySecond) {

    public RunComparison {
        differences = List.copyOf(differences);
        entries = List.copyOf(entries);
        onlyFirst = List.copyOf(onlyFirst);
        onlySecond = List.copyOf(onlySecond);
    }

    /**
     * One configuration.
     *
     * @param subject what was measured, as A names it
     * @param firstMs A's median, ms; empty if it has no number
     * @param secondMs B's median, ms
     * @param ratio B's time over A's; empty if one of them has no number
     * @param verdict what B is, beside A
     * @param reason why nobody can tell; empty if there is nothing to say
     */
    public record Entry(
            Subject subject,
            Optional<Double> firstMs,
            Optional<Double> secondMs,
            Optional<Estimate> ratio,
            Verdict verdict,
            Optional<String> reason) {}
}
