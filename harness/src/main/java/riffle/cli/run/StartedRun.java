package riffle.cli.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import riffle.cli.option.BackendOptions.Threads;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.Reproduction;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Sampling;
import riffle.result.Job;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.ceiling.Moment;
import riffle.result.environment.Difference;
import riffle.result.environment.Environment;

/**
 * A run of the main job that has its file: a new one, or one that was interrupted.
 *
 * @param file its results file
 * @param run what the file holds
 * @param reproduction what there is to measure
 */
public record StartedRun(Path file, RunResult run, Reproduction reproduction) {

    private static final String DIRTY = "-dirty";

    /**
     * Looks for backends and reserves a file.
     *
     * @throws IOException if results cannot be written
     */
    public static StartedRun fresh(ResultStore store, Job job, Threads threads, Launchpad launchpad)
            throws IOException {
        store.requireWritable();
        Reproduction reproduction = Reproduction.plan(launchpad.workers(), job, launchpad.drivers(), threads.limit());
        summarise(reproduction, launchpad.err());
        Environment environment = RunEnvironment.now(reproduction, threads.label(), launchpad);
        Path file = store.reserve(environment);
        RunResult run = new RunResult(
                RunResult.SCHEMA,
                environment,
                Campaign.notMeasuredYet(reproduction.configurations()),
                List.of(),
                List.of(),
                job);
        ResultStore.write(file, run);
        return new StartedRun(file, run, reproduction);
    }

    /**
     * Takes up a run where its file ends.
     *
     * @throws IOException if the file cannot be read, or says that it was measured in another environment or by other
     *     sources: its rows and ours would not be of the same thing
     */
    public static StartedRun goingOn(Path file, Launchpad launchpad) throws IOException {
        RunResult run = ResultStore.read(file);
        if (run.job() == null) {
            throw new IOException(file + ": cannot be resumed: it does not say what the run was asked for");
        }
        Threads threads = Threads.of(String.valueOf(run.environment().threads()));
        Reproduction reproduction =
                Reproduction.plan(launchpad.workers(), run.job(), launchpad.drivers(), threads.limit());
        summarise(reproduction, launchpad.err());
        Environment now = RunEnvironment.now(reproduction, threads.label(), launchpad);
        List<Difference> differences = run.environment().differences(now);
        if (!differences.isEmpty()) {
            throw new IOException(file + ": cannot be resumed in another environment: "
                    + String.join(
                            "; ", differences.stream().map(Difference::sentence).toList()));
        }
        if (now.commit() == null) {
            throw new IOException(
                    file + ": cannot be resumed: neither it nor this project tells its commit, and nobody can"
                            + " tell whether the sources are the same as then");
        }
        if (now.commit().endsWith(DIRTY)) {
            throw new IOException(file + ": cannot be resumed: commit is " + now.commit()
                    + ", and nobody can tell whether the changed sources are the same as then");
        }
        return new StartedRun(file, run, reproduction);
    }

    /** Blocks that are measured already. */
    public int done() {
        return run.rows().stream().mapToInt(row -> row.blocks().size()).max().orElse(0);
    }

    /**
     * Workers for ceilings and ablations that the file lacks.
     *
     * @param blocks what is measured before: networks that are not among it need their reference first
     */
    public int extraWorkers(List<List<Configuration>> blocks) {
        if (!run.job().full()) {
            return 0;
        }
        List<Configuration> apart = FullRun.lacking(run, reproduction);
        long references = apart.stream()
                .map(Configuration::network)
                .distinct()
                .filter(network -> blocks.stream()
                        .flatMap(List::stream)
                        .noneMatch(configuration -> configuration.network().equals(network)))
                .count();
        return 2 * reproduction.roofed().size() - run.ceilings().size() + apart.size() + (int) references;
    }

    /**
     * Measures what is left, and writes the file after each block. In full also ceilings before and after, and
     * ablations.
     *
     * @param blocks the configurations of each block
     * @param failed takes what went wrong besides rows, in a line
     * @return the run as it is in its file at the end
     */
    public RunResult measure(
            List<List<Configuration>> blocks, Campaign.Listener shown, Workers workers, Consumer<String> failed)
            throws IOException {
        GrowingRun growing = new GrowingRun(file, run, shown);
        FullRun full = new FullRun(reproduction, growing, workers, failed);
        try (Campaign campaign = new Campaign(workers, Sampling.ofMany(run.job().samples()), growing)) {
            if (run.job().full()) {
                full.ceilings(Moment.START);
            }
            List<ResultRow> unused = campaign.goOn(reproduction.configurations(), blocks, run.rows());
            if (run.job().full()) {
                full.ablations(campaign);
                full.ceilings(Moment.END);
            }
        }
        growing.ends(RunEnvironment.ending(run.environment()));
        return growing.run();
    }

    private static void summarise(Reproduction reproduction, PrintWriter err) {
        for (Reproduction.Runner place : reproduction.places()) {
            Device found = place.device();
            err.println("runs: backend " + place.backend() + " on " + found.name() + " (" + found.platform() + "), "
                    + found.computeUnits() + " compute unit" + (found.computeUnits() == 1 ? "" : "s"));
        }
        reproduction.leftOut().forEach(line -> err.println("left out: " + line));
        reproduction.instead().ifPresent(line -> err.println("riffle: " + line));
        err.flush();
    }
}
