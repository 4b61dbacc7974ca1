package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import riffle.execution.Device;
import riffle.measure.Backends;
import riffle.measure.Campaign;
import riffle.measure.Reproduction;
import riffle.report.SpeedupReport;
import riffle.result.Environment;
import riffle.result.Machine;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;

/** {@code riffle reproduce}: the main job. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Theoretical beside actual speedup of the networks of the paper's Table 8: each verified against the reference,",
            "then timed, in interleaved blocks of separate processes. Writes a results file and prints tables.",
            "Exit status 1 if an output was wrong or a process failed."
        })
final class ReproduceCommand implements Callable<Integer> {

    private static final int DEFAULT_BLOCKS = 3;
    private static final int FULL_BLOCKS = 7;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SamplingOptions sampling;

    @Option(
            names = "--device",
            paramLabel = "D",
            description = "index of the OpenCL device or part of its name (default: the first)")
    private String device;

    @Option(
            names = "--full",
            description =
                    "also 480x640 and the unfused plan, and " + FULL_BLOCKS + " blocks instead of " + DEFAULT_BLOCKS)
    private boolean full;

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "folder of results (default: the project's results/)")
    private Path results;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec.commandLine().getErr()));
    }

    int run(Launchpad launchpad) throws IOException {
        int blocks = sampling.blocks(full ? FULL_BLOCKS : DEFAULT_BLOCKS);
        ResultStore store =
                new ResultStore(results == null ? launchpad.project().resolve("results") : results);
        store.requireWritable();
        Integer limit = sampling.threads().limit();
        Reproduction reproduction = Reproduction.plan(launchpad.workers(), full, device, limit);
        summarise(reproduction, launchpad);
        Environment environment = environment(reproduction, launchpad);
        Path file = store.reserve(environment);
        ResultStore.write(
                file,
                new RunResult(RunResult.SCHEMA, environment, Campaign.notMeasuredYet(reproduction.configurations())));
        int workers = Campaign.workersFor(reproduction.configurations(), blocks);
        RunResult run;
        try (Progress progress = Progress.start(launchpad.err(), workers);
                Campaign campaign = new Campaign(
                        launchpad.workers(), sampling.sampling(), new Saving(progress, file, environment))) {
            List<ResultRow> rows = campaign.run(reproduction.configurations(), blocks);
            run = new RunResult(RunResult.SCHEMA, environment, rows);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.print(SpeedupReport.of(run));
        out.println();
        out.println("results: " + file);
        out.println("report: " + ReportCommand.beside(file, run));
        return run.rows().stream().anyMatch(row -> row.status().isError()) ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }

    private static void summarise(Reproduction reproduction, Launchpad launchpad) {
        PrintWriter err = launchpad.err();
        for (Reproduction.Place place : reproduction.places()) {
            Device found = place.device();
            err.println("runs: backend " + place.backend() + " on " + found.name() + " (" + found.platform() + "), "
                    + found.computeUnits() + " compute unit" + (found.computeUnits() == 1 ? "" : "s"));
        }
        reproduction.leftOut().forEach(line -> err.println("left out: " + line));
        err.flush();
    }

    private Environment environment(Reproduction reproduction, Launchpad launchpad) {
        Machine machine = new Machine(Path.of("/"));
        Device subject = reproduction.places().getLast().device();
        boolean tornado =
                reproduction.places().stream().anyMatch(place -> place.backend().equals(Backends.TORNADO));
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                subject.name(),
                subject.platform(),
                subject.driver(),
                subject.computeUnits(),
                sampling.threads().label(),
                launchpad.tornadoHome().flatMap(Machine::tornadoVersion).orElse(null),
                machine.jdk(),
                machine.os(),
                machine.cpu().orElse(null),
                machine.processors(),
                Machine.commit(launchpad.project()).orElse(null),
                machine.clock(),
                machine.governor().orElse(null),
                machine.loadAverage().orElse(null),
                null,
                tornado ? Backends.TORNADO_FLAGS : List.of(),
                reproduction.leftOut());
    }

    /** Writes the results file after each block. */
    private record Saving(Campaign.Listener shown, Path file, Environment environment) implements Campaign.Listener {

        @Override
        public void starts(String what) {
            shown.starts(what);
        }

        @Override
        public void progress(String doing) {
            shown.progress(doing);
        }

        @Override
        public void ends() {
            shown.ends();
        }

        @Override
        public void blockEnds(List<ResultRow> rows) throws IOException {
            Environment now =
                    environment.endingAt(new Machine(Path.of("/")).loadAverage().orElse(null));
            ResultStore.write(file, new RunResult(RunResult.SCHEMA, now, rows));
            shown.blockEnds(rows);
        }
    }
}
