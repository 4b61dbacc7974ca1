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
import riffle.cli.option.DeviceOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.SamplingOptions;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Host;
import riffle.cli.start.Launchpad;
import riffle.cli.start.Progress;
import riffle.execution.BackendKinds;
import riffle.execution.Device;
import riffle.execution.PlanKind;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.Reproduction;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Sampling;
import riffle.network.NetworkSpec;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.Tuning;
import riffle.replay.TuningFile;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** {@code riffle tune}: how finely this device likes its work cut. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        description = {
            "Times the launches of the networks of Table 8, or of one network, with coarser and finer work-groups, and",
            "keeps what gained in the user's cache, for this device, driver and number of compute units. Backend",
            "${bundle:choice.subject} then follows it; results say so. Outputs stay the same bit for bit.",
            "Exit status 1 if an output was wrong or a process failed."
        })
final class TuneCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "all",
            converter = BackendOptions.ThreadsConverter.class,
            description = "compute units that the device may use, a number or all (default: ${DEFAULT-VALUE})")
    private BackendOptions.Threads threads;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "30",
            description = "timed passes of each way to cut a network (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(names = "--forget", description = "delete what was kept for this device instead")
    private boolean forget;

    @Override
    public Integer call() throws IOException {
        Launchpad.requireMachine(spec);
        return run(Launchpad.read(spec), new TuningFile(Host.read().tunings()));
    }

    int run(Launchpad launchpad, TuningFile files) throws IOException {
        SamplingOptions.inRange(spec, "--samples", samples);
        List<NetworkSpec> networks = network.find().map(List::of).orElseGet(Reproduction::networks);
        Device found = launchpad.workers().find(BackendKinds.subject().name(), device.name(), threads.limit());
        PrintWriter out = spec.commandLine().getOut();
        if (forget) {
            out.println((files.delete(found) ? "deleted: " : "nothing was kept: ") + files.of(found));
            return ExitStatus.DONE;
        }
        List<Configuration> configurations = new ArrayList<>();
        for (NetworkSpec each : networks) {
            for (PlanKind plan : Planner.kinds(each.build())) {
                if (plan != PlanKind.UNFUSED) {
                    configurations.add(new Configuration(
                            each, BackendKinds.subject().name(), plan, device.name(), threads.limit()));
                }
            }
        }
        Table table = new Table()
                .words("network")
                .words("plan")
                .numbers("usual (ms)")
                .numbers("tuned (ms)")
                .numbers("tuned / usual")
                .numbers("launches cut anew");
        Tuning tuning = files.read(found).orElse(Tuning.NONE);
        boolean failed = false;
        try (Progress progress = Progress.start(launchpad.err(), networks.size() + configurations.size());
                Campaign campaign = new Campaign(launchpad.workers(), Sampling.of(samples), progress)) {
            for (Configuration configuration : configurations) {
                switch (campaign.tune(configuration)) {
                    case Answer.Tuned tuned -> {
                        Plan plan = Planner.plan(
                                configuration.network().build(),
                                configuration.plan(),
                                tuned.kernels(),
                                tuned.profile());
                        tuning = tuning.with(plan, tuned.finer());
                        table.row(
                                configuration.network().title(),
                                configuration.plan().label(),
                                Cells.ms(tuned.usualMs()),
                                Cells.ms(tuned.tunedMs()),
                                Cells.ratio(tuned.tunedMs() / tuned.usualMs()),
                                Cells.count(tuned.finer().size()));
                    }
                    case Answer.Refused refused -> {
                        launchpad.warn(configuration.title() + ": " + refused.reason());
                        failed = true;
                    }
                    default -> throw new IllegalStateException("the worker answered another question");
                }
            }
        }
        out.print(table);
        Path file = files.write(found, tuning);
        out.println();
        out.println("kept: " + file);
        return failed ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }
}
