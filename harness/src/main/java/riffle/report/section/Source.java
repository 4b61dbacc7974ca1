package riffle.report.section;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.analysis.Analysis;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.environment.Environment;
import riffle.roofline.Roofline;

/**
 * One results file of a report.
 *
 * @param name what tells it from the others: device and date
 * @param run what the file holds; of one that was measured under emulation the environment alone, because its times are
 *     none of a machine
 * @param leftOut rows of the file that are left out for that
 * @param gone why other rows are left out, a line each: the model that they are of is not there, or has changed
 * @param analysis what that means
 * @param roofline its launches under the measured ceilings
 */
public record Source(
        String name, RunResult run, List<ResultRow> leftOut, List<String> gone, Analysis analysis, Roofline roofline) {

    public Source {
        leftOut = List.copyOf(leftOut);
        gone = List.copyOf(gone);
    }

    /** All that a run says. */
    public static Source of(String name, RunResult file) {
        boolean emulated = file.environment().emulated() != null;
        Map<NetworkSpec, String> gone = new HashMap<>();
        RunResult run = emulated
                ? new RunResult(file.schema(), file.environment(), List.of())
                : file.with(file.environment(), known(file.rows(), gone));
        return new Source(
                name,
                run,
                emulated ? file.rows() : List.of(),
                gone.values().stream().sorted().toList(),
                Analysis.of(run),
                Roofline.of(run));
    }

    /** The rows whose networks can be counted: a file of its own may be gone since, or be another one. */
    private static List<ResultRow> known(List<ResultRow> rows, Map<NetworkSpec, String> gone) {
        List<ResultRow> known = new ArrayList<>();
        for (ResultRow row : rows) {
            if (row.result().subject().model() == null
                    || isThere(row.result().subject().spec(), gone)) {
                known.add(row);
            }
        }
        return known;
    }

    private static boolean isThere(NetworkSpec network, Map<NetworkSpec, String> gone) {
        if (!gone.containsKey(network)) {
            try {
                int unused = network.build().nodes().size();
            } catch (IllegalArgumentException e) {
                gone.put(network, e.getMessage());
            }
        }
        return !gone.containsKey(network);
    }

    /** Where and when it was measured. */
    public Environment environment() {
        return run.environment();
    }
}
