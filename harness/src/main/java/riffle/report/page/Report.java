package riffle.report.page;

import java.util.List;
import riffle.report.chart.Chart;
import riffle.report.table.Table;

/**
 * What a report says, in no format yet.
 *
 * @param title of the whole
 * @param verdicts the findings, one sentence or two each
 * @param sections in the order of reading
 * @param downloads what the page carries along
 */
public record Report(String title, List<String> verdicts, List<Section> sections, List<Download> downloads) {

    public Report {
        verdicts = List.copyOf(verdicts);
        sections = List.copyOf(sections);
        downloads = List.copyOf(downloads);
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
