package riffle.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import riffle.analysis.Comparisons;
import riffle.analysis.RunComparison;
import riffle.report.ComparisonReport;
import riffle.result.ResultStore;

/** {@code riffle compare}: two runs, from their results files alone. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Says for every configuration that two results files share whether B is faster than A, slower, or whether there",
            "is no telling, with the 95 % interval of the ratio of their times. Measures nothing."
        })
final class CompareCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "results file to compare with")
    private Path first;

    @Parameters(index = "1", paramLabel = "B", description = "results file to judge")
    private Path second;

    @Override
    public Integer call() throws IOException {
        RunComparison comparison = Comparisons.of(ResultStore.read(first), ResultStore.read(second));
        spec.commandLine()
                .getOut()
                .print(ComparisonReport.of(comparison, String.valueOf(first), String.valueOf(second)));
        return ExitStatus.DONE;
    }
}
