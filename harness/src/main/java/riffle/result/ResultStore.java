package riffle.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import riffle.file.WholeFile;
import riffle.result.environment.Environment;
import riffle.result.json.Json;

/**
 * The folder of results: {@code <device>/<date>-<commit>.json}, append-only. The device is its identity, which no
 * update of its driver changes; earlier folders have the name that the driver gave the device. A run reserves its file
 * once and replaces its own file as it goes on; it never touches another run's.
 *
 * @param folder usually {@code results}
 */
public record ResultStore(Path folder) {

    /** The kind of files whose times others published. */
    public static final String PUBLISHED = "published";

    /**
     * Creates the folder if it is not there.
     *
     * @throws IOException if it cannot be written; the message names it
     */
    public void requireWritable() throws IOException {
        try {
            if (Files.isWritable(Files.createDirectories(folder))) {
                return;
            }
        } catch (IOException e) {
            throw new IOException(refusal() + ": " + e, e);
        }
        throw new IOException(refusal());
    }

    private String refusal() {
        return folder + ": results cannot be written here, expected a folder that can be made or written";
    }

    /**
     * Creates the file of a new run, empty until it is first written.
     *
     * @throws IOException if the folder cannot be written
     */
    public Path reserve(Environment environment) throws IOException {
        return reserve("", environment.kept(), environment.date(), environment.commit());
    }

    /**
     * The same for a file of another kind.
     *
     * @param kind what its name begins with, such as {@code jmh-}
     * @param device identity of the device that it is about
     * @param date ISO 8601, at least the day
     * @param commit of the project; null if unknown
     */
    public Path reserve(String kind, String device, String date, String commit) throws IOException {
        Path place = Files.createDirectories(folder.resolve(slug(device)));
        String day = date.substring(0, "2026-01-31".length());
        String stem = kind + day + "-" + (commit == null ? "unknown" : commit);
        for (int attempt = 1; ; attempt++) {
            Path file = place.resolve(stem + (attempt == 1 ? "" : "-" + attempt) + ".json");
            try {
                return Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                // another run has it: take the next number
            }
        }
    }

    /**
     * Keeps a file that was measured elsewhere, as it is.
     *
     * @param text of a results file
     * @param name what messages call it
     * @return its place, by the device that it is about and the date of today
     * @throws IOException if it is no results file, or the folder cannot be written
     */
    public Path keep(String text, Path name) throws IOException {
        Environment environment = parse(name, text).environment();
        Path file =
                reserve("", environment.kept(), LocalDate.now(ZoneOffset.UTC).toString(), environment.commit());
        try {
            WholeFile.write(file, text + "\n");
            return file;
        } catch (IOException e) {
            Files.delete(file); // still empty
            throw e;
        }
    }

    /**
     * Writes a run as a whole: readers see the previous state or this one.
     *
     * @param file one that {@link #reserve} gave
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, RunResult run) throws IOException {
        WholeFile.write(file, Json.document(run) + "\n");
    }

    /**
     * Reads a results file.
     *
     * @throws IOException if it cannot be read or is not a results file of a known schema; the message names the file
     */
    public static RunResult read(Path file) throws IOException {
        return parse(file, text(file));
    }

    /**
     * The text of a results file.
     *
     * @throws IOException if it cannot be read or is no text; the message names the file
     */
    public static String text(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new IOException(file + ": not a results file: no text in UTF-8", e);
        } catch (FileSystemException e) {
            throw e; // names the file itself
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Whether the text of a file is of times that others published; {@code riffle.result.published} reads these. */
    public static boolean isPublished(String text) {
        return Json.text(text, "kind").filter(PUBLISHED::equals).isPresent();
    }

    /**
     * Reads the text of a results file.
     *
     * @param file what messages name
     * @throws IOException if it is not a results file of a known schema; the message names the file
     */
    public static RunResult parse(Path file, String text) throws IOException {
        if (isPublished(text)) {
            throw new IOException(
                    file + ": times that others published; expected results that were measured (report takes both)");
        }
        RunResult run;
        try {
            run = Json.read(text, RunResult.class);
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not a results file: " + e.getOriginalMessage(), e);
        }
        if (run == null) {
            throw new IOException(file + ": not a results file: null");
        }
        if (run.schema() < RunResult.OLDEST_SCHEMA || run.schema() > RunResult.SCHEMA) {
            throw new IOException(file + ": schema " + run.schema() + ", this version reads schemas "
                    + RunResult.OLDEST_SCHEMA + " to " + RunResult.SCHEMA);
        }
        try {
            RunCheck.check(run);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not a results file: " + e.getMessage(), e);
        }
        return run;
    }

    /** A device's name as a folder: lower case letters and digits, single hyphens between them. */
    static String slug(String device) {
        String slug = (device == null ? "" : device)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return slug.isEmpty() ? "unknown" : slug;
    }
}
