package riffle.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import riffle.cli.start.Launchpad;
import riffle.result.ResultStore;

/** The option that says where results files go, for every command that writes one. */
public final class ResultsOption {

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description =
                    "folder of results (default: the project's results/, with a release riffle-results in the current"
                            + " folder)")
    private Path folder;

    public ResultStore store(Launchpad launchpad) {
        return new ResultStore(folder == null ? launchpad.results() : folder);
    }
}
