package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.measure.Campaign;
import riffle.measure.Configuration;
import riffle.report.SpeedupReport;
import riffle.result.Job;
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
    private static final int FULL_BLOCKS = 5;

    /** The reference and TornadoVM start slowly, and nobody ships networks on them. */
    private static final int SLOW_BLOCKS = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private SamplingOptions sampling;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--full",
            description = {
                "also 480x640 and 720x1280, one thread beside all, every g of Table 1, the unfused plan, ceilings before and",
                "after, convolutions taken apart, and " + FULL_BLOCKS + " blocks instead of " + DEFAULT_BLOCKS
            })
    private boolean full;

    @Mixin
    private ResultsOption results;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on with an interrupted run where its results file ends, with the options that it had")
    private Path resume;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec.commandLine().getErr()));
    }

    int run(Launchpad launchpad) throws IOException {
        StartedRun started = resume == null ? fresh(launchpad) : goingOn(launchpad);
        Job job = started.run().job();
        List<List<Configuration>> blocks = started.reproduction().schedule(job.blocks(), SLOW_BLOCKS, started.done());
        List<String> failures = new ArrayList<>();
        RunResult run;
        int workers = Campaign.workersFor(blocks) + started.extraWorkers(blocks);
        try (Progress progress = Progress.start(launchpad.err(), workers)) {
            run = started.measure(blocks, progress, launchpad.workers(), failures::add);
        }
        failures.forEach(launchpad::warn);
        PrintWriter out = spec.commandLine().getOut();
        out.print(SpeedupReport.of(run));
        out.println();
        out.println("results: " + started.file());
        out.println("report: " + ReportCommand.beside(started.file(), run));
        boolean failed = !failures.isEmpty()
                || run.rows().stream().anyMatch(row -> row.status().isError());
        return failed ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }

    private StartedRun fresh(Launchpad launchpad) throws IOException {
        Job job =
                new Job(full, sampling.blocks(full ? FULL_BLOCKS : DEFAULT_BLOCKS), sampling.samples(), device.name());
        ResultStore store = results.store(launchpad);
        return StartedRun.fresh(store, job, sampling.threads(), launchpad);
    }

    private StartedRun goingOn(Launchpad launchpad) throws IOException {
        spec.commandLine().getParseResult().matchedOptions().stream()
                .filter(option -> !Set.of("--resume", "--stacktrace").contains(option.longestName()))
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(
                            spec.commandLine(),
                            option.longestName() + " is given beside --resume, which goes on with the options of "
                                    + resume);
                });
        return StartedRun.goingOn(resume, launchpad);
    }
}
