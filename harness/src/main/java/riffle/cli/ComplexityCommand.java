package riffle.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.NetworkOptions;
import riffle.cli.start.ExitStatus;
import riffle.network.NetworkSpec;
import riffle.report.ComplexityReport;
import riffle.report.ComplexityRow;
import riffle.report.UnitsReport;
import riffle.result.json.Json;

/** {@code riffle complexity}: what the networks cost in theory. */
@Command(
        name = "complexity",
        mixinStandardHelpOptions = true,
        description = {
            "Multiply-adds and parameters, counted from the architectures, beside the paper's numbers:",
            "its Tables 1, 2 and 8, one network of any width and size, or units. Counts are per image."
        })
final class ComplexityCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Option(names = "--units", description = "section 3.2: units by its formulas, beside what their operators count")
    private boolean units;

    @Option(names = "--json", description = "print an array of rows instead of tables")
    private boolean json;

    @Override
    public Integer call() {
        Optional<NetworkSpec> chosen = network.find();
        PrintWriter out = spec.commandLine().getOut();
        if (units) {
            if (chosen.isPresent()) {
                throw new ParameterException(spec.commandLine(), "--units and --network exclude each other");
            }
            out.print(json ? Json.document(UnitsReport.rows()) + "\n" : UnitsReport.text());
        } else if (json) {
            List<NetworkSpec> networks = chosen.map(List::of).orElseGet(ComplexityReport::paperNetworks);
            out.println(Json.document(networks.stream().map(ComplexityRow::of).toList()));
        } else {
            out.print(chosen.map(ComplexityReport::network).orElseGet(ComplexityReport::paperTables));
        }
        return ExitStatus.DONE;
    }
}
