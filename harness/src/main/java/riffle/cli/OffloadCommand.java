package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.DeviceOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKinds;
import riffle.measure.campaign.OffloadSides;
import riffle.measure.campaign.Sweep;
import riffle.network.NetworkSpec;
import riffle.offload.Ladders;
import riffle.offload.OffloadResult;
import riffle.offload.Point;
import riffle.offload.Probe;
import riffle.report.OffloadReport;
import riffle.report.chart.Painter;
import riffle.report.page.ReportFolder;
import riffle.report.page.TerminalPage;
import riffle.result.ResultStore;
import riffle.result.environment.Machine;
import riffle.result.json.Json;

/** {@code riffle offload}: is it worth sending this to the device? */
@Command(
        name = "offload",
        mixinStandardHelpOptions = true,
        description = {
            "Is it worth sending this to the device? Operators, units and networks on the host"
                    + " (${bundle:choice.peers}, or else",
            "PoCL) against the device, with transfers and dispatch: from which size and batch on, and where to cut a",
            "network.",
            "With --network, that one alone, cut at the size and batch asked for. Everything is verified before it is",
            "timed."
        })
final class OffloadCommand implements Callable<Integer> {

    private static final int MOST_BLOCKS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "what runs on the device: ${bundle:choice.openCl} (default: ${bundle:choice.subject})")
    private String backend;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "all",
            converter = BackendOptions.ThreadsConverter.class,
            description = "compute units on both sides, a number or all (default: all)")
    private BackendOptions.Threads threads;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            defaultValue = "2",
            description =
                    "processes that time each list on each side, in interleaved order (default: ${DEFAULT-VALUE})")
    private int blocks;

    @Option(names = "--json", description = "print one object, with every point, instead of tables")
    private boolean json;

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "also write the report with its pictures to this folder: HTML, Markdown, CSV, LaTeX and SVG")
    private Path output;

    @Override
    public Integer call() throws IOException {
        Launchpad.requireMachine(spec);
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        if (blocks < 1 || blocks > MOST_BLOCKS) {
            throw new ParameterException(
                    spec.commandLine(), "--blocks is " + blocks + ", must be between 1 and " + MOST_BLOCKS);
        }
        network.find().ifPresent(NetworkSpec::build);
        if (output != null) {
            new ResultStore(output).requireWritable();
        }
        List<List<Probe>> lists =
                network.find().map(one -> List.of(Ladders.network(one))).orElseGet(Ladders::all);
        OffloadSides places = OffloadSides.find(
                launchpad.workers(),
                backend == null ? BackendKinds.subject().name() : backend,
                device.name(),
                threads.limit(),
                new Machine(Path.of("/")).cpu());
        PrintWriter err = launchpad.err();
        Sweep sweep = new Sweep(launchpad.workers(), places.host(), places.device(), threads.limit(), line -> {
            err.println(line);
            err.flush();
        });
        List<Point> points = sweep.run(lists, blocks);
        OffloadResult result = OffloadResult.of(places.host(), places.device(), places.sameProcessor(), points);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(result));
        } else {
            out.print(TerminalPage.of(OffloadReport.screen(result)));
        }
        if (output != null) {
            Path page = ReportFolder.write(OffloadReport.page(result), new Painter(), output);
            err.println("report: " + page);
        }
        boolean nothing = points.stream().allMatch(point -> point.reason() != null);
        return nothing ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }
}
