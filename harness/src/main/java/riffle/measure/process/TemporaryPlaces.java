package riffle.measure.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;

/**
 * Chooses where a worker unpacks native libraries: many machines mount their usual place for temporary files noexec.
 */
final class TemporaryPlaces {

    private TemporaryPlaces() {}

    /**
     * The first place from which native libraries can be loaded; where there is none, the first that can be written.
     *
     * @param places in order of preference; they are made if they are not there
     * @throws IOException if none can be written
     */
    static Path choose(List<Path> places) throws IOException {
        return choose(places, Files::isExecutable);
    }

    static Path choose(List<Path> places, Predicate<Path> mayExecute) throws IOException {
        Path writable = null;
        IOException refusal = null;
        for (Path place : places) {
            try {
                if (holdsPrograms(place, mayExecute)) {
                    return place;
                }
                writable = writable == null ? place : writable;
            } catch (IOException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        if (writable == null) {
            throw new IOException("temporary files can be written to none of " + places, refusal);
        }
        return writable;
    }

    /** Whether programs can be made in a place and run from it. */
    static boolean holdsPrograms(Path place) throws IOException {
        return holdsPrograms(place, Files::isExecutable);
    }

    /** The system says of no file on such a mount that it may be executed, whatever its permissions and the user. */
    private static boolean holdsPrograms(Path place, Predicate<Path> mayExecute) throws IOException {
        Path program = Files.createTempFile(
                Files.createDirectories(place),
                "riffle",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            return mayExecute.test(program);
        } finally {
            Files.deleteIfExists(program);
        }
    }
}
