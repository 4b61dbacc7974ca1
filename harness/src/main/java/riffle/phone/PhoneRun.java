package riffle.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;

/**
 * riffle-run on a phone, in a folder of its own.
 *
 * @param adb the phone
 * @param program riffle-run, built for it
 * @param networks flat bundles
 * @param options of riffle-run, but for where results go
 */
public record PhoneRun(Adb adb, Path program, List<Path> networks, List<String> options) {

    private static final String FOLDER = "/data/local/tmp/riffle";
    private static final String RESULTS = "results.json";
    private static final int REFUSED = 2;

    public PhoneRun {
        networks = List.copyOf(networks);
        options = List.copyOf(options);
    }

    /**
     * Takes program and networks to the phone, runs them, and fetches the results, which riffle-run writes whole or not
     * at all.
     *
     * @param to file for the results
     * @return exit status of riffle-run; there may be results even if it is not 0
     * @throws BackendUnavailableException if riffle-run refuses to run there
     * @throws ExecutionException if a step fails, or there are no results
     */
    public int fetch(Path to) throws IOException {
        Files.deleteIfExists(to);
        List<String> unused = adb.shell("rm -rf " + FOLDER + " && mkdir " + FOLDER);
        List<Path> files = new ArrayList<>(List.of(program));
        files.addAll(networks);
        adb.push(files, FOLDER);
        int status = adb.run(script());
        if (status == REFUSED) {
            throw new BackendUnavailableException("riffle-run does not run on the phone, see above");
        }
        if (!adb.pull(FOLDER + "/" + RESULTS, to)) {
            throw new ExecutionException(
                    "riffle-run ended with status " + status + " on the phone and left no results, see above", null);
        }
        return status;
    }

    /** Removes what was taken to the phone. */
    public void tidy() {
        List<String> unused = adb.shell("rm -r " + FOLDER);
    }

    private String script() {
        String name = program.getFileName().toString();
        List<String> words = new ArrayList<>(List.of("./" + name));
        words.addAll(options);
        words.addAll(List.of("--json", RESULTS));
        networks.forEach(file -> words.add(file.getFileName().toString()));
        return "cd " + FOLDER + " && chmod 755 " + Steps.typed(List.of("./" + name)) + " && " + Steps.typed(words);
    }
}
