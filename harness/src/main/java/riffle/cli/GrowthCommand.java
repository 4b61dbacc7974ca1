package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.SamplingOptions;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.cli.start.Progress;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.Role;
import riffle.measure.campaign.Campaign;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.GrowthLadder;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.network.NetworkSpec;
import riffle.report.GrowthReport;
import riffle.result.ResultRow;
import riffle.result.json.Json;

/** {@code riffle growth}: how a network's time grows. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description = {
            "How a network's time grows: with the input from 128x128 to 720x1280, with the batch from 1 to 16, and",
            "from one thread to all, beside ${bundle:choice.peers} in the same interleaved run. Everything is verified"
                    + " before it",
            "is timed.",
            "--size is that of the batches, --batch that of the sizes.",
            "Exit status 1 if an output differs from the reference or a process fails, 2 if the backend cannot run."
        })
final class GrowthCommand implements Callable<Integer> {

    private static final int DEFAULT_BLOCKS = 3;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private SamplingOptions sampling;

    @Option(names = "--json", description = "print the rows, with every sample, instead of tables")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Launchpad.requireMachine(spec);
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        NetworkSpec chosen = network.require();
        chosen.build();
        int blocks = sampling.blocks(DEFAULT_BLOCKS);
        backend.refuseBundle("growth", "a bundle holds one size and batch");
        String name = backend.backend(launchpad);
        Integer limit = sampling.threads().limit();
        backend.requireDevice(launchpad, name, limit);
        List<Configuration> ladder = GrowthLadder.of(
                chosen, backends(name, launchpad), BackendKinds.of(name).plans().usual(), backend.device(), limit);
        List<ResultRow> rows;
        try (Progress progress = Progress.start(launchpad.err(), Campaign.workersFor(ladder, blocks));
                Campaign campaign = new Campaign(launchpad.workers(), Sampling.ofMany(sampling.samples()), progress)) {
            rows = campaign.run(ladder, blocks);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(rows.stream().map(this::told).toList()));
        } else {
            out.print(GrowthReport.of(chosen, rows));
        }
        out.flush();
        backend.remind(launchpad);
        boolean failed = rows.stream().anyMatch(row -> row.status().isError());
        return failed ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }

    private ResultRow told(ResultRow row) {
        String ran = row.result().subject().backend();
        return BackendKinds.of(ran).role() == Role.ORACLE ? backend.told(row) : row;
    }

    /** The backend that was asked for, and the peers that run. */
    private static List<String> backends(String name, Launchpad launchpad) {
        List<String> backends = new ArrayList<>(List.of(name));
        for (BackendKind kind : BackendKinds.in(Role.PEER)) {
            String peer = kind.name();
            if (name.equals(peer)) {
                continue;
            }
            Answer.Last answer = launchpad.workers().ask(new Request.FindDevice(peer, null, null), heard -> {});
            if (answer instanceof Answer.Found) {
                backends.add(peer);
            } else if (answer instanceof Answer.Refused refused) {
                launchpad.warn("left out: backend " + peer + ": " + refused.reason());
            }
        }
        return backends;
    }
}
