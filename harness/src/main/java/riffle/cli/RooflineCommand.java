package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.BackendOptions.Threads;
import riffle.cli.option.DeviceOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.ResultsOption;
import riffle.cli.option.SamplingOptions;
import riffle.cli.run.RunEnvironment;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.cli.start.Progress;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.PlanKind;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.CeilingsCampaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.Reproduction;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Sampling;
import riffle.network.NetworkSpec;
import riffle.report.RooflineScreen;
import riffle.report.page.Report;
import riffle.report.page.TerminalPage;
import riffle.result.Ablation;
import riffle.result.ResultRow;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;
import riffle.result.environment.Environment;
import riffle.result.json.Json;
import riffle.roofline.Roofline;

/** {@code riffle roofline}: what the device can do at best, and how far below it each operator stays. */
@Command(
        name = "roofline",
        mixinStandardHelpOptions = true,
        description = {
            "Ceilings measured by micro-kernels (multiply-adds, bandwidth by working set, launches, copies), then the",
            "operators of the networks of Table 8, or of one network, under them, then the ceilings again. Writes a",
            "results file.",
            "Exit status 1 if an output was wrong or a process failed, 2 if there is no OpenCL device."
        })
final class RooflineCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--plan",
            paramLabel = "P",
            defaultValue = "fused",
            converter = BackendOptions.PlanConverter.class,
            description = "unfused, fused or merged (default: fused)")
    private PlanKind plan;

    @Option(
            names = "--threads",
            paramLabel = "T",
            split = ",",
            converter = BackendOptions.ThreadsConverter.class,
            description = "compute units that the device may use, numbers or all, separated by commas (default: 1,all)")
    private List<Threads> threads;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "20",
            description = "timed passes of each process, fewer where a pass is slow (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            defaultValue = "1",
            description = "processes that measure each network (default: ${DEFAULT-VALUE})")
    private int blocks;

    @Mixin
    private ResultsOption results;

    @Option(names = "--json", description = "print one object instead of tables")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Launchpad.requireMachine(spec);
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        SamplingOptions.inRange(spec, "--samples", samples);
        SamplingOptions.inRange(spec, "--blocks", blocks);
        List<NetworkSpec> networks = network.find().map(List::of).orElseGet(() -> Reproduction.networks());
        ResultStore store = results.store(launchpad);
        store.requireWritable();
        Device unlimited = launchpad.workers().find(BackendKinds.subject().name(), device.name(), null);
        List<Integer> limits = limits(launchpad, unlimited);
        List<Configuration> configurations = new ArrayList<>();
        for (Integer limit : limits) {
            networks.forEach(each -> configurations.add(
                    new Configuration(each, BackendKinds.subject().name(), plan, device.name(), limit)));
        }
        Environment environment = RunEnvironment.now(unlimited, "all", launchpad);
        Path file = store.reserve(environment);
        int workers = 2 * limits.size() + Campaign.workersFor(configurations, blocks) + configurations.size();
        List<Answer.Refused> failures = new ArrayList<>();
        List<Ceilings> ceilings = new ArrayList<>();
        RunResult run;
        try (Progress progress = Progress.start(launchpad.err(), workers)) {
            CeilingsCampaign roof = new CeilingsCampaign(launchpad.workers(), device.name(), progress);
            limits.forEach(limit -> ceilings.add(roof.measure(limit, Moment.START)));
            List<ResultRow> rows;
            List<Ablation> ablations;
            try (Campaign campaign = new Campaign(launchpad.workers(), Sampling.of(samples), progress)) {
                rows = campaign.run(configurations, blocks);
                ablations = campaign.ablations(configurations, (configuration, refused) -> {
                    launchpad.warn(configuration.title() + ", taken apart: " + refused.reason());
                    failures.add(refused);
                });
            }
            ResultStore.write(file, new RunResult(RunResult.SCHEMA, environment, rows, ceilings, ablations));
            limits.forEach(limit -> ceilings.add(roof.measure(limit, Moment.END)));
            run = new RunResult(RunResult.SCHEMA, RunEnvironment.ending(environment), rows, ceilings, ablations);
            ResultStore.write(file, run);
        }
        print(run, file, launchpad);
        boolean failed = !failures.isEmpty()
                || run.rows().stream().anyMatch(row -> row.status().isError());
        return failed ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }

    private void print(RunResult run, Path file, Launchpad launchpad) {
        run.rows().stream()
                .filter(row -> row.reason() != null)
                .forEach(row -> launchpad.warn(row.result().subject().spec().title() + ": "
                        + row.status().label() + ": " + row.reason()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(Roofline.of(run)));
            launchpad.err().println("results: " + file);
        } else {
            Report report = ReportCommand.report(file, run);
            out.print(TerminalPage.of(
                    network.find().isPresent()
                            ? RooflineScreen.launches(report, file.toString())
                            : RooflineScreen.classes(report, file.toString())));
            out.println();
            out.println("results: " + file);
        }
    }

    /** The limits asked for; by default one thread and all, unless there is but one. */
    private List<Integer> limits(Launchpad launchpad, Device unlimited) {
        List<Integer> limits = new ArrayList<>();
        if (threads == null) {
            if (unlimited.computeUnits() > 1 && canBeLimited(launchpad)) {
                limits.add(1);
            }
            limits.add(null);
            return limits;
        }
        for (Threads asked : threads) {
            Device unused = launchpad.workers().find(BackendKinds.subject().name(), device.name(), asked.limit());
            limits.add(asked.limit());
        }
        return limits;
    }

    private boolean canBeLimited(Launchpad launchpad) {
        try {
            return launchpad
                            .workers()
                            .find(BackendKinds.subject().name(), device.name(), 1)
                            .computeUnits()
                    == 1;
        } catch (BackendUnavailableException e) {
            launchpad.warn("one thread is left out: " + e.getMessage());
            return false;
        }
    }
}
