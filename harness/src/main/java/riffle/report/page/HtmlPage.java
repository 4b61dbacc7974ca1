package riffle.report.page;

import freemarker.core.HTMLOutputFormat;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import riffle.report.chart.Picture;
import riffle.report.table.Cell;
import riffle.report.table.Csv;
import riffle.report.table.Table;

/** A report as one HTML file that needs nothing else: style, script, pictures and samples are in it. */
public final class HtmlPage {

    private static final Configuration TEMPLATES = templates();

    private HtmlPage() {}

    /**
     * The whole page.
     *
     * @param report what it says
     * @param pictures its charts, drawn, by their ids
     */
    public static String of(Report report, Map<String, Picture> pictures) {
        List<SectionView> sections = report.sections().stream()
                .map(section -> SectionView.of(section, pictures))
                .toList();
        Map<String, Object> model = Map.of(
                "title", report.title(),
                "verdicts",
                        report.verdicts().stream().map(Report.Sentence::words).toList(),
                "sections", sections,
                "downloads", report.downloads().stream().map(HtmlPage::inScript).toList(),
                "style", resource("report.css"),
                "script", resource("report.js"));
        StringWriter page = new StringWriter();
        try {
            Template template = TEMPLATES.getTemplate("report.ftlh");
            template.process(model, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("template of the report: " + e.getMessage(), e);
        }
        return page.toString();
    }

    /** A section as the template reads it. */
    public record SectionView(
            String id, String title, List<String> paragraphs, List<FigureView> figures, List<TableView> tables) {

        private static SectionView of(Report.Section section, Map<String, Picture> pictures) {
            return new SectionView(
                    section.id(),
                    section.title(),
                    section.paragraphs(),
                    section.charts().stream()
                            .map(chart -> new FigureView(
                                    chart.id(),
                                    chart.title(),
                                    chart.description(),
                                    pictures.get(chart.id()).svg(),
                                    "data:image/svg+xml;charset=utf-8,"
                                            + encoded(pictures.get(chart.id()).file())))
                            .toList(),
                    section.tables().stream().map(TableView::of).toList());
        }
    }

    /** A picture as the template reads it. */
    public record FigureView(String id, String title, String description, String svg, String file) {}

    /** A table as the template reads it. */
    public record TableView(
            String id, String caption, List<ColumnView> columns, List<List<CellView>> rows, String csv) {

        private static TableView of(Report.Captioned captioned) {
            Table table = captioned.table();
            return new TableView(
                    captioned.id(),
                    captioned.caption(),
                    table.columns().stream()
                            .map(column -> new ColumnView(column.title(), column.kind() != Table.ColumnKind.WORDS))
                            .toList(),
                    table.rows().stream()
                            .map(row -> row.stream().map(CellView::of).toList())
                            .toList(),
                    "data:text/csv;charset=utf-8," + encoded(Csv.of(table)));
        }
    }

    /** A column as the template reads it. */
    public record ColumnView(String title, boolean numeric) {}

    /** A cell as the template reads it; the key is a number in full, or empty. */
    public record CellView(String text, String key) {

        private static CellView of(Cell cell) {
            return new CellView(cell.text(), cell.key() == null ? "" : String.valueOf(cell.key()));
        }
    }

    /** JSON that cannot end its script element. */
    private static Report.Download inScript(Report.Download download) {
        return new Report.Download(
                download.id(), download.name(), download.json().replace("<", "\\u003c"));
    }

    private static String encoded(String content) {
        return URLEncoder.encode(content, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Configuration templates() {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
        configuration.setClassForTemplateLoading(HtmlPage.class, "");
        configuration.setDefaultEncoding(StandardCharsets.UTF_8.name());
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        return configuration;
    }

    private static String resource(String name) {
        try (InputStream stream = HtmlPage.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
