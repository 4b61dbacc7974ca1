package riffle.report.section;

import riffle.analysis.Analysis;
import riffle.result.RunResult;
import riffle.result.environment.Environment;
import riffle.roofline.Roofline;

/**
 * One results file of a report.
 *
 * @param name what tells it from the others: device and date
 * @param run what the file holds
 * @param analysis what that means
 * @param roofline its launches under the measured ceilings
 */
public record Source(String name, RunResult run, Analysis analysis, Roofline roofline) {

    /** All that a run says. */
    public static Source of(String name, RunResult run) {
        return new Source(name, run, Analysis.of(run), Roofline.of(run));
    }

    /** Where and when it was measured. */
    public Environment environment() {
        return run.environment();
    }
}
