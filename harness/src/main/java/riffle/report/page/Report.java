package riffle.report.page;

import java.util.List;
import java.util.Optional;
import riffle.report.chart.Chart;
import riffle.report.table.Table;

/**
 * What a report says, in no format yet.
 *
 * @param title of the whole
 * @param verdicts the findings
 * @param sections in the order of reading
 * @param downloads what the page carries along
 */
public record Report(String title, List<Sentence> verdicts, List<Section> sections, List<Download> downloads) {

    public Report {
        verdicts = List.copyOf(verdicts);
        sections = List.copyOf(sections);
        downloads = List.copyOf(downloads);
    }

    /**
     * A finding.
     *
     * @param about id of the section or table that it is read from
     * @param words a sentence or two
     */
    public record Sentence(String about, String words) {}

    /** The findings from a section or table. */
    public List<String> about(String id) {
        return verdicts.stream()
                .filter(verdict -> verdict.about().equals(id))
                .map(Sentence::words)
                .toList();
    }

    /** The section of an id; empty if the report has none. */
    public Optional<Section> section(String id) {
        return sections.stream().filter(section -> section.id().equals(id)).findFirst();
    }

    /** The table of an id; empty if the report has none. */
    public Optional<Captioned> table(String id) {
        return sections.stream()
                .flatMap(section -> section.tables().stream())
                .filter(table -> table.id().equals(id))
                .findFirst();
    }

    /**
     * A section.
     *
     * @param id anchor: lower case letters, digits and hyphens
     * @param title heading
     * @param paragraphs plain text
     * @param charts pictures
     * @param tables tables
     */
    public record Section(
            String id, String title, List<String> paragraphs, List<Chart> charts, List<Captioned> tables) {

        public Section {
            paragraphs = List.copyOf(paragraphs);
            charts = List.copyOf(charts);
            tables = List.copyOf(tables);
        }
    }

    /**
     * A table with what it is called by.
     *
     * @param id file name without its ending, and anchor
     * @param caption one sentence
     * @param table the table
     */
    public record Captioned(String id, String caption, Table table) {}

    /**
     * A file that the page carries along.
     *
     * @param id anchor
     * @param name file name
     * @param json its content, JSON on one line
     */
    public record Download(String id, String name, String json) {}
}
