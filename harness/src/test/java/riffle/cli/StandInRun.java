package riffle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import riffle.result.SampleResults;
import riffle.result.json.Json;

/** A program that takes the options of riffle-run and writes results that it was given. */
final class StandInRun {

    /** What riffle-run writes and Riffle has no name for stands in it, too. */
    static final String RESULTS = Json.document(SampleResults.RUN)
            .replaceFirst("\\{", "{ \"kind\" : \"riffle-run\",")
            .replaceFirst("\"kernel_ms\" : ([0-9.]+)", "\"kernel_ms\" : $1, \"repeated_ms\" : 0.125");

    private StandInRun() {}

    /**
     * Writes it.
     *
     * @param results what it writes; null for nothing
     * @param before what it does first, as a line of a shell
     * @param status with which it ends
     */
    static Path write(Path folder, String results, String before, int status) throws IOException {
        Path program = folder.resolve("run on a phone");
        Path content = folder.resolve("content.json");
        Files.writeString(content, results == null ? "" : results);
        Files.writeString(program, """
                #!/bin/sh
                echo "measuring $*" >&2
                %s
                while [ $# -gt 1 ]; do
                  if [ "$1" = --json ] && [ -s '%s' ]; then cp '%s' "$2"; fi
                  shift
                done
                exit %d
                """.formatted(before, content, content, status));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r--"));
    }
}
