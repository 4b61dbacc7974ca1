package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.DeviceOption;
import riffle.cli.option.NetworkName;
import riffle.cli.option.ResultsOption;
import riffle.cli.option.SamplingOptions;
import riffle.cli.run.StartedRun;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.cli.start.Progress;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.network.NetworkSpec;
import riffle.report.SpeedupScreen;
import riffle.report.page.Report;
import riffle.report.page.TerminalPage;
import riffle.result.Job;
import riffle.result.ResultStore;
import riffle.result.RunResult;

/** {@code riffle reproduce}: the main job. */
@Command(
        name = "reproduce",
        mixinStandardHelpOptions = true,
        description = {
            "Theoretical beside actual speedup of the networks of the paper's Table 8: each verified against the",
            "reference, then timed, in interleaved blocks of separate processes. Writes a results file and prints",
            "tables.",
            "--device all makes a run of each OpenCL device, and one report of all beside theirs.",
            "Exit status 1 if an output was wrong, a process failed, or there is OpenCL and captured kernels cannot",
            "run on it."
        })
final class ReproduceCommand implements Callable<Integer> {

    /** In place of a device's name: one run for each. */
    private static final String ALL = "all";

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
                "also 480x640 and 720x1280, one thread beside all, every g of Table 1, the unfused plan, ceilings"
                        + " before and after, convolutions taken apart, and " + FULL_BLOCKS + " blocks instead of "
                        + DEFAULT_BLOCKS
            })
    private boolean full;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            converter = NetworkName.Converter.class,
            description = {
                "in place of the paper's networks, beside AlexNet and MobileNet: a family's name, or FILE.onnx; may be"
                        + " given several times"
            })
    private List<NetworkName> networks = List.of();

    @Mixin
    private ResultsOption results;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description = "go on with an interrupted run where its results file ends, with the options that it had")
    private Path resume;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        List<Measured> measured = new ArrayList<>();
        if (resume != null) {
            measured.add(measure(goingOn(launchpad), launchpad));
        } else {
            for (String each : devices(launchpad)) {
                measured.add(measure(fresh(each, launchpad), launchpad));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (measured.size() > 1) {
            List<Path> files = measured.stream().map(Measured::file).toList();
            out.println("report of all " + files.size() + " devices: " + ReportCommand.together(files));
        }
        out.flush();
        measured.stream().flatMap(each -> each.instead().stream()).distinct().forEach(launchpad::warn);
        return measured.stream().allMatch(Measured::good) ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }

    /**
     * A run that is over.
     *
     * @param file its results file
     * @param good whether every output was right and no process failed
     * @param instead what ran, where it was not on OpenCL
     */
    private record Measured(Path file, boolean good, Optional<String> instead) {}

    private Measured measure(StartedRun started, Launchpad launchpad) throws IOException {
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
        Report report = ReportCommand.report(started.file(), run);
        out.print(TerminalPage.of(SpeedupScreen.of(report)));
        out.println();
        out.println("results: " + started.file());
        out.println("report: " + ReportCommand.beside(started.file(), report));
        boolean failed = !failures.isEmpty()
                || run.rows().stream().anyMatch(row -> row.status().isError());
        return new Measured(started.file(), !failed, started.reproduction().instead());
    }

    /** What to measure on, one run each: as the option says, or every OpenCL device by its index. */
    private List<String> devices(Launchpad launchpad) {
        if (device.name() == null || !device.name().toLowerCase(Locale.ROOT).equals(ALL)) {
            return Collections.singletonList(device.name());
        }
        return switch (launchpad.workers().ask(new Request.Survey(), heard -> {})) {
            case Answer.Surveyed surveyed -> {
                List<String> devices = surveyed.survey().platforms().stream()
                        .flatMap(platform -> platform.devices().stream())
                        .map(each -> String.valueOf(each.index()))
                        .toList();
                surveyed.survey()
                        .platforms()
                        .forEach(platform -> platform.failures()
                                .forEach(failure -> launchpad.warn("left out: " + platform.name() + ": " + failure)));
                if (devices.isEmpty()) {
                    throw new BackendUnavailableException("no OpenCL device works here; ./riffle doctor says more");
                }
                yield devices;
            }
            case Answer.NoDriver none -> throw new BackendUnavailableException(none.reason());
            case Answer.Refused refused -> throw new ExecutionException(refused.reason(), null);
            default -> throw new IllegalStateException("the worker answered another question");
        };
    }

    private StartedRun fresh(String onDevice, Launchpad launchpad) throws IOException {
        Job job = new Job(
                full, sampling.blocks(full ? FULL_BLOCKS : DEFAULT_BLOCKS), sampling.samples(), onDevice, networks());
        ResultStore store = results.store(launchpad);
        return StartedRun.fresh(store, job, sampling.threads(), launchpad);
    }

    private List<NetworkSpec> networks() {
        if (full && !networks.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--full is of the paper's networks; it and --network exclude each other");
        }
        return networks.stream().map(NetworkName::usual).distinct().toList();
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
