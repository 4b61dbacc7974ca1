package riffle.report;

import java.util.ArrayList;
import java.util.List;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.page.Screen;
import riffle.report.section.DevicesSection;
import riffle.report.section.Source;
import riffle.result.published.PublishedRun;

/** What {@code compare} says where one side or both are times that others published. */
public final class DevicesScreen {

    private static final String[] COLUMNS = {
        "network", "over", "device", "threads", "actual", "retained", "size", "source"
    };

    private DevicesScreen() {}

    /**
     * The report.
     *
     * @param measured results files by their names; may be empty
     * @param published tables of others
     * @throws IllegalArgumentException if they have no pair of networks in common
     */
    public static Report report(List<Reports.File> measured, List<PublishedRun> published) {
        List<Source> sources = measured.stream()
                .map(file -> Source.of(file.name(), file.run()))
                .toList();
        for (Source source : sources) {
            if (source.environment().emulated() != null) {
                throw new IllegalArgumentException(source.name() + " was measured under emulation ("
                        + source.environment().emulated() + "): its times are none of a machine");
            }
        }
        Section section = DevicesSection.shared(published, sources);
        return new Report("B beside A, pair by pair of networks", List.of(), List.of(section), List.of());
    }

    /** What the command shows of it. */
    public static Screen screen(Report report) {
        Section section = report.section(DevicesSection.ID).orElseThrow();
        List<Captioned> tables = section.tables().stream()
                .map(table ->
                        new Captioned(table.id(), table.caption(), table.table().only(COLUMNS)))
                .map(table -> Screen.folded(table, "network", "over", "size"))
                .toList();
        return new Screen(
                report.title(),
                tables,
                new ArrayList<>(section.paragraphs()),
                "--output DIR writes every row and picture, as a page, Markdown, CSV and LaTeX.");
    }
}
