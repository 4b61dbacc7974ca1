package riffle.result;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import riffle.result.ceiling.Ceilings;
import riffle.result.environment.Environment;

/**
 * A results file.
 *
 * @param schema version of the format
 * @param environment where and when the rows were measured
 * @param rows one per configuration
 * @param ceilings what the device can do at best; empty if it was not measured, and in files of schema 1
 * @param ablations launches taken apart; empty if none were, and in files of schema 1
 * @param job what the run was asked for; null where nobody can resume it, and in files of schema 1
 */
public record RunResult(
        int schema,
        Environment environment,
        List<ResultRow> rows,
        List<Ceilings> ceilings,
        List<Ablation> ablations,
        Job job) {

    /** The format that this code writes. */
    public static final int SCHEMA = 2;

    /** The oldest format that this code reads: it had neither ceilings nor ablations. */
    public static final int OLDEST_SCHEMA = 1;

    @JsonCreator
    public RunResult {
        rows = List.copyOf(rows);
        ceilings = ceilings == null ? List.of() : List.copyOf(ceilings);
        ablations = ablations == null ? List.of() : List.copyOf(ablations);
    }

    /** Rows alone. */
    public RunResult(int schema, Environment environment, List<ResultRow> rows) {
        this(schema, environment, rows, List.of(), List.of());
    }

    /** A run that nobody resumes. */
    public RunResult(
            int schema,
            Environment environment,
            List<ResultRow> rows,
            List<Ceilings> ceilings,
            List<Ablation> ablations) {
        this(schema, environment, rows, ceilings, ablations, null);
    }

    /** The same with other rows, at a later moment. */
    public RunResult with(Environment newEnvironment, List<ResultRow> newRows) {
        return new RunResult(schema, newEnvironment, newRows, ceilings, ablations, job);
    }

    /** The same with other ceilings. */
    public RunResult withCeilings(List<Ceilings> newCeilings) {
        return new RunResult(schema, environment, rows, newCeilings, ablations, job);
    }

    /** The same with other ablations. */
    public RunResult withAblations(List<Ablation> newAblations) {
        return new RunResult(schema, environment, rows, ceilings, newAblations, job);
    }
}
