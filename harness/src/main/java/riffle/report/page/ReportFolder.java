package riffle.report.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import riffle.file.WholeFile;
import riffle.report.chart.Chart;
import riffle.report.chart.Painter;
import riffle.report.chart.Picture;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Csv;
import riffle.report.table.Latex;

/** Writes a report in every format into one folder. */
public final class ReportFolder {

    /** The page that opens offline. */
    public static final String PAGE = "report.html";

    private ReportFolder() {}

    /**
     * All files of a report by their names: {@value #PAGE}, report.md, an SVG for each picture, CSV and LaTeX for each
     * table.
     */
    public static Map<String, String> files(Report report, Painter painter) {
        Map<String, Picture> pictures = new LinkedHashMap<>();
        Map<String, String> files = new LinkedHashMap<>();
        for (Section section : report.sections()) {
            for (Chart chart : section.charts()) {
                Picture picture = painter.paint(chart);
                pictures.put(chart.id(), picture);
                files.put(chart.id() + ".svg", picture.file());
            }
            for (Captioned captioned : section.tables()) {
                files.put(captioned.id() + ".csv", Csv.of(captioned.table()));
                files.put(captioned.id() + ".tex", Latex.of(captioned.table(), captioned.id(), captioned.caption()));
            }
        }
        files.put("report.md", MarkdownPage.of(report));
        files.put(PAGE, HtmlPage.of(report, pictures));
        return files;
    }

    /**
     * Writes the files; those of an earlier report with the same names are replaced.
     *
     * @return the page
     * @throws IOException if the folder cannot be made or written
     */
    public static Path write(Report report, Painter painter, Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": is no folder, expected one for the report");
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files(report, painter).entrySet()) {
            WholeFile.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder.resolve(PAGE);
    }
}
