package riffle.result.published;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;

/**
 * A table of times that others published: a results file without samples, of kind {@code published}.
 *
 * @param schema version of the format, that of results files
 * @param kind {@code published}
 * @param source paper or project, with its table or version
 * @param date when it was published, ISO 8601 as far as it is known; of a page that changes, when it was read
 * @param note what a reader of the numbers must know
 * @param rows one a time
 */
public record PublishedRun(int schema, String kind, String source, String date, String note, List<PublishedRow> rows) {

    @JsonCreator
    public PublishedRun {
        rows = rows == null ? List.of() : List.copyOf(rows);
    }
}
