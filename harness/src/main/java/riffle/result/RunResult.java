package riffle.result;

import java.util.List;

/**
 * A results file.
 *
 * @param schema version of the format
 * @param environment where and when the rows were measured
 * @param rows one per configuration
 */
public record RunResult(int schema, Environment environment, List<ResultRow> rows) {

    /** The format that this code writes. */
    public static final int SCHEMA = 1;

    public RunResult {
        rows = List.copyOf(rows);
    }
}
