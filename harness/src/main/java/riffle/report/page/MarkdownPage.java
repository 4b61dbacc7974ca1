package riffle.report.page;

import riffle.report.chart.Chart;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;

/** A report in Markdown, its pictures in files beside it. */
public final class MarkdownPage {

    private MarkdownPage() {}

    /** The whole text. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder("# " + report.title() + "\n");
        if (!report.verdicts().isEmpty()) {
            text.append("\n");
            report.verdicts()
                    .forEach(
                            verdict -> text.append("- ").append(verdict.words()).append("\n"));
        }
        for (Section section : report.sections()) {
            text.append("\n## ").append(section.title()).append("\n");
            section.paragraphs()
                    .forEach(words -> text.append("\n").append(words).append("\n"));
            for (Chart chart : section.charts()) {
                text.append("\n![")
                        .append(chart.title())
                        .append("](")
                        .append(chart.id())
                        .append(".svg)\n\n")
                        .append(chart.description())
                        .append("\n");
            }
            for (Captioned captioned : section.tables()) {
                text.append("\n").append(of(captioned));
            }
        }
        return text.toString();
    }

    /** One table under its caption. */
    public static String of(Captioned captioned) {
        return captioned.caption() + "\n\n" + captioned.table();
    }
}
