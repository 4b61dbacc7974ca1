package riffle.result.published;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.json.Json;

/** Reads files of published times: those that users name, and those of results/published, which are shipped. */
public final class PublishedFile {

    private static final List<String> SHIPPED =
            List.of("shufflenet-table-8", "shufflenet-v2-table-8", "ncnn", "paddle-lite");

    private PublishedFile() {}

    /**
     * Reads the text of such a file.
     *
     * @param file what messages name
     * @throws IOException if it is not one; the message names the file and the row
     */
    public static PublishedRun parse(Path file, String text) throws IOException {
        try {
            PublishedRun run = Json.read(text, PublishedRun.class);
            check(run);
            return run;
        } catch (JsonProcessingException e) {
            throw new IOException(file + ": not a file of published times: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": not a file of published times: " + e.getMessage(), e);
        }
    }

    /** Those that are shipped: the paper's first. */
    public static List<PublishedRun> shipped() {
        List<PublishedRun> runs = new ArrayList<>();
        for (String name : SHIPPED) {
            String resource = "/riffle/published/" + name + ".json";
            try (InputStream in = PublishedFile.class.getResourceAsStream(resource)) {
                if (in == null) {
                    throw new IllegalStateException(resource + " is not on the class path");
                }
                runs.add(parse(Path.of(resource), new String(in.readAllBytes(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(runs);
    }

    private static void check(PublishedRun run) {
        require(run != null && ResultStore.PUBLISHED.equals(run.kind()), "its kind is not " + ResultStore.PUBLISHED);
        require(
                run.schema() == RunResult.SCHEMA,
                "schema " + run.schema() + ", this version reads schema " + RunResult.SCHEMA);
        require(run.source() != null && run.date() != null, "no source or date");
        require(!run.rows().isEmpty(), "no rows");
        for (int i = 0; i < run.rows().size(); i++) {
            try {
                check(run.rows().get(i));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("row " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
    }

    private static void check(PublishedRow row) {
        require(row != null && row.subject() != null && row.subject().network() != null, "no network");
        require(row.subject().size() != null && row.subject().device() != null, "no size or device");
        row.subject().spec();
        require(
                row.subject().threads() == null || row.subject().threads() > 0,
                "threads " + row.subject().threads() + ", expected a number above 0, or null for a GPU");
        require(positive(row.ms()), "ms " + row.ms() + ", expected a number above 0");
        require(
                row.mmacs() == null || positive(row.mmacs()),
                "mmacs " + row.mmacs() + ", expected a number above 0, or null");
    }

    private static boolean positive(double number) {
        return number > 0 && Double.isFinite(number);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
