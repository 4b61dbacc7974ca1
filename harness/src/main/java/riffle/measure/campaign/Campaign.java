package riffle.measure.campaign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import riffle.measure.process.TemporaryFolder;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.PreparedWorkload;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.measure.protocol.Workload;
import riffle.network.NetworkSpec;
import riffle.result.Ablation;
import riffle.result.ResultRow;
import riffle.result.Status;

/** Measures a list of configurations in interleaved blocks, each measurement in a worker of its own. */
public final class Campaign implements AutoCloseable {

    /** What a campaign tells while it runs. */
    public interface Listener {

        /** A worker starts with this. */
        void starts(String what);

        /** A worker is about to do this. */
        void progress(String doing);

        /** A worker has answered. */
        void ends();

        /**
         * A block is complete.
         *
         * @param rows one per configuration, as far as they are known
         * @throws IOException if they could not be kept; ends the campaign
         */
        void blockEnds(List<ResultRow> rows) throws IOException;
    }

    private final Workers workers;
    private final Sampling sampling;
    private final Listener listener;
    private final TemporaryFolder folder;
    private final boolean coldDriver;
    private final Map<NetworkSpec, PreparedWorkload> prepared = new HashMap<>();

    /**
     * Workers use the cache of their OpenCL driver.
     *
     * @throws IOException if no temporary folder can be made
     */
    public Campaign(Workers workers, Sampling sampling, Listener listener) throws IOException {
        this(workers, sampling, listener, false);
    }

    /**
     * Measures with workers of these.
     *
     * @param coldDriver whether the workers share a driver's cache that is empty at first, in place of the driver's own
     * @throws IOException if no temporary folder can be made
     */
    public Campaign(Workers workers, Sampling sampling, Listener listener, boolean coldDriver) throws IOException {
        this.coldDriver = coldDriver;
        this.workers = workers;
        this.sampling = sampling;
        this.listener = listener;
        this.folder = TemporaryFolder.create("riffle-campaign");
    }

    /**
     * Number of workers that {@link #run} will start, for a progress bar.
     *
     * @param plan what to measure in each block
     */
    public static int workersFor(List<List<Configuration>> plan) {
        int networks = (int) plan.stream()
                .flatMap(List::stream)
                .map(Configuration::network)
                .distinct()
                .count();
        return networks + plan.stream().mapToInt(List::size).sum();
    }

    /** The same where each block measures everything. */
    public static int workersFor(List<Configuration> configurations, int blocks) {
        return workersFor(Schedule.blocks(configurations, blocks));
    }

    /** The rows before anything is measured. */
    public static List<ResultRow> notMeasuredYet(List<Configuration> configurations) {
        return configurations.stream()
                .map(configuration -> new RowInProgress(configuration).row())
                .toList();
    }

    /**
     * Runs all blocks. A configuration that failed once is not tried again.
     *
     * @return one row per configuration, in their order
     * @throws IOException if the listener could not keep a block
     */
    public List<ResultRow> run(List<Configuration> configurations, int blocks) throws IOException {
        return goOn(configurations, Schedule.blocks(configurations, blocks), notMeasuredYet(configurations));
    }

    /**
     * Runs blocks after those that rows have.
     *
     * @param configurations one for each row
     * @param blocks the configurations of each further block, in the order of measurement
     * @param before rows as far as they are known
     * @return one row per configuration, in their order
     * @throws IOException if the listener could not keep a block
     * @throws IllegalArgumentException if a row is of another configuration
     */
    public List<ResultRow> goOn(
            List<Configuration> configurations, List<List<Configuration>> blocks, List<ResultRow> before)
            throws IOException {
        if (configurations.size() != before.size()) {
            throw new IllegalArgumentException(
                    before.size() + " rows, expected " + configurations.size() + " configurations");
        }
        Map<Configuration, RowInProgress> rows = new LinkedHashMap<>();
        for (int i = 0; i < before.size(); i++) {
            rows.put(configurations.get(i), RowInProgress.goingOn(configurations.get(i), before.get(i)));
        }
        for (List<Configuration> block : blocks) {
            for (Configuration configuration : block) {
                RowInProgress row = rows.get(configuration);
                if (!row.failed()) {
                    row.add(measure(configuration));
                }
            }
            listener.blockEnds(rows(rows));
        }
        return rows(rows);
    }

    /**
     * Takes the launches of configurations apart, one worker each.
     *
     * @param failed takes what went wrong with a configuration, whose ablations are then missing
     */
    public List<Ablation> ablations(
            List<Configuration> configurations, BiConsumer<Configuration, Answer.Refused> failed) {
        List<Ablation> ablations = new ArrayList<>();
        for (Configuration configuration : configurations) {
            switch (takeApart(configuration)) {
                case Answer.Ablated ablated -> ablations.addAll(ablated.ablations());
                case Answer.Refused refused -> failed.accept(configuration, refused);
                default ->
                    failed.accept(
                            configuration, Answer.Refused.of(Status.FAILED, "the worker answered another question"));
            }
        }
        return ablations;
    }

    private Answer.Last takeApart(Configuration configuration) {
        return prepared(
                configuration.network(),
                files -> ask(
                        configuration.title() + ", taken apart",
                        new Request.Ablate(
                                Workload.of(configuration.network()),
                                files,
                                configuration.plan(),
                                configuration.device(),
                                configuration.threads(),
                                sampling.samples())));
    }

    /**
     * Finds how finely the launches of a configuration are best cut, in a worker.
     *
     * @return {@link Answer.Tuned}, or {@link Answer.Refused}
     */
    public Answer.Last tune(Configuration configuration) {
        return prepared(
                configuration.network(),
                files -> ask(
                        configuration.title() + ", tuned",
                        new Request.Tune(
                                Workload.of(configuration.network()),
                                files,
                                configuration.plan(),
                                configuration.device(),
                                configuration.threads(),
                                sampling.samples())));
    }

    private Answer.Last measure(Configuration configuration) {
        return prepared(
                configuration.network(),
                files -> ask(
                        configuration.title(),
                        new Request.Measure(
                                Workload.of(configuration.network()),
                                files,
                                configuration.backend(),
                                configuration.plan(),
                                configuration.kernels(),
                                configuration.sources(),
                                configuration.device(),
                                configuration.threads(),
                                sampling,
                                System.currentTimeMillis(),
                                coldDriver
                                        ? folder.path().resolve("driver-cache").toString()
                                        : null)));
    }

    /** Draws a network's weights and runs the reference, the first time; then asks. */
    private Answer.Last prepared(NetworkSpec network, Function<PreparedWorkload, Answer.Last> then) {
        PreparedWorkload files = prepared.get(network);
        if (files == null) {
            files = PreparedWorkload.in(folder.path(), "network-" + prepared.size());
            Answer.Last written =
                    ask(network.title() + ": reference", new Request.Prepare(Workload.of(network), files));
            if (written instanceof Answer.Refused) {
                return written;
            }
            prepared.put(network, files);
        }
        return then.apply(files);
    }

    private Answer.Last ask(String what, Request request) {
        listener.starts(what);
        Answer.Last last = workers.ask(request, answer -> {
            if (answer instanceof Answer.Progress progress) {
                listener.progress(progress.doing());
            }
        });
        listener.ends();
        return last;
    }

    private static List<ResultRow> rows(Map<Configuration, RowInProgress> rows) {
        return rows.values().stream().map(RowInProgress::row).toList();
    }

    /** Deletes the prepared workloads. */
    @Override
    public void close() throws IOException {
        folder.close();
    }
}
