package riffle.report;

import java.util.ArrayList;
import java.util.List;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Screen;
import riffle.report.section.Sections;
import riffle.report.section.TableEight;

/** What {@code reproduce} shows of its report: Table 8, and how the networks stand beside the peer. */
public final class SpeedupScreen {

    private static final String[] COLUMNS = {
        "model", "median (ms)", "theoretical", "actual", "95 % interval", "retained", "ln/ln", "paper: actual"
    };

    private SpeedupScreen() {}

    /** The screen of a report of one run. */
    public static Screen of(Report report) {
        List<Captioned> tables = report.sections().stream()
                .flatMap(section -> section.tables().stream())
                .filter(TableEight::is)
                .toList();
        List<String> lines = new ArrayList<>();
        tables.forEach(table -> lines.addAll(report.about(table.id())));
        lines.addAll(report.about(Sections.PEER));
        lines.addAll(report.about(Sections.MEASUREMENTS));
        report.section(Sections.MEASUREMENTS)
                .ifPresent(section -> section.paragraphs().stream().skip(1).forEach(lines::add));
        lines.addAll(report.about(Sections.ENVIRONMENT));
        report.section(Sections.ENVIRONMENT).ifPresent(section -> lines.addAll(section.paragraphs()));
        report.section(Sections.SPEEDUP)
                .ifPresent(section -> lines.add(section.paragraphs().getFirst()));
        return new Screen(
                report.title(),
                tables.stream()
                        .map(table -> new Captioned(
                                table.id(), table.caption(), table.table().only(COLUMNS)))
                        .toList(),
                lines,
                "other sizes, plans and backends, rooflines, spread and every sample stand in the report below.");
    }
}
