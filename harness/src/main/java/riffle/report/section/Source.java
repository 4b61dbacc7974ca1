package riffle.report.section;

import java.util.List;
import riffle.analysis.Analysis;
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
 * @param analysis what that means
 * @param roofline its launches under the measured ceilings
 */
public record Source(String name, RunResult run, List<ResultRow> leftOut, Analysis analysis, Roofline roofline) {

    public Source {
        leftOut = List.copyOf(leftOut);
    }

    /** All that a run says. */
    public static Source of(String name, RunResult file) {
        boolean emulated = file.environment().emulated() != null;
        RunResult run = emulated ? new RunResult(file.schema(), file.environment(), List.of()) : file;
        return new Source(name, run, emulated ? file.rows() : List.of(), Analysis.of(run), Roofline.of(run));
    }

    /** Where and when it was measured. */
    public Environment environment() {
        return run.environment();
    }
}
