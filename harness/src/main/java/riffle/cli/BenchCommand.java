package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.KernelsOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.SamplingOptions;
import riffle.cli.option.SourceFormOption;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.cli.start.Progress;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.Emulation;
import riffle.execution.PlanKind;
import riffle.measure.backend.Backends;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.Configuration;
import riffle.network.NetworkSpec;
import riffle.report.BenchReport;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.json.Json;

/** {@code riffle bench}: one network's latency. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Latency of one network, verified against the reference first, with its breakdown by clock and operator.",
            "Exit status 1 if the output differs from the reference, a process fails, or the default backend cannot",
            "run although there is OpenCL; 2 if a backend or device that was asked for cannot."
        })
final class BenchCommand implements Callable<Integer> {

    private static final int DEFAULT_BLOCKS = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private SourceFormOption sources;

    @Mixin
    private SamplingOptions sampling;

    @Option(
            names = "--plan",
            paramLabel = "P",
            converter = BackendOptions.PlanConverter.class,
            description = "unfused, fused or merged (default: fused; the ${bundle:choice.oracle} runs unfused only)")
    private PlanKind plan;

    @Option(
            names = "--cold",
            description = {
                "begin with an empty cache of compiled kernels in place of the driver's own: the first process shows a"
                        + " first start, the others later ones (PoCL alone)"
            })
    private boolean cold;

    @Option(names = "--json", description = "print one object instead of tables")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        NetworkSpec chosen = network.require();
        chosen.build();
        int blocks = sampling.blocks(DEFAULT_BLOCKS);
        String name = backend.backend(launchpad);
        BackendKind kind = BackendKinds.of(name);
        PlanKind chosenPlan = plan == null ? kind.plans().usual() : plan;
        kind.requirePlan(chosenPlan);
        Integer limit = sampling.threads().limit();
        if (!cold) {
            backend.requireDevice(launchpad, name, limit);
        } else if (!Backends.takesCacheFolder(launchpad.workers().find(name, backend.device(), limit))) {
            throw new ParameterException(
                    spec.commandLine(), "--cold needs a device of PoCL, whose cache can be elsewhere; this one is not");
        }
        Configuration configuration =
                new Configuration(chosen, name, chosenPlan, kernels.set(), sources.form(), backend.device(), limit);
        List<Configuration> configurations = List.of(configuration);
        ResultRow row;
        try (Progress progress = Progress.start(launchpad.err(), Campaign.workersFor(configurations, blocks));
                Campaign campaign = new Campaign(launchpad.workers(), sampling.sampling(), progress, cold)) {
            row = campaign.run(configurations, blocks).getFirst();
        }
        int status = print(row, spec.commandLine().getOut(), launchpad);
        backend.remind(launchpad);
        return status;
    }

    private int print(ResultRow row, PrintWriter out, Launchpad launchpad) {
        if (row.reason() != null) {
            launchpad.warn(row.status().label() + ": " + row.reason());
        }
        if (row.status() == Status.UNAVAILABLE) {
            return ExitStatus.WRONG_USE;
        }
        if (json) {
            out.println(Json.document(backend.told(row)));
        } else if (!row.status().isError()) {
            out.print(Emulation.HOST
                    .seen()
                    .map(how -> BenchReport.emulated(row, how))
                    .orElseGet(() -> BenchReport.of(row)));
        }
        return row.status().isError() ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }
}
