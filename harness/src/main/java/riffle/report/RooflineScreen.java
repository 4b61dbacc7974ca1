package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.report.page.Report;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Screen;
import riffle.report.section.Sections;
import riffle.report.table.Table;

/** What {@code roofline} shows of its report: the ceilings, and what takes most time below them. */
public final class RooflineScreen {

    private static final String KERNEL = "kernel (ms)";
    private static final String[] ALIKE = {"size", "backend", "plan", "threads", "network"};

    private static final String[] CEILINGS = {
        "threads",
        "vector width",
        "GFLOP/s",
        "launch alone (us)",
        "launch queued (us)",
        "to device (GB/s)",
        "back (GB/s)"
    };

    private static final String[] CLASSES = {
        "network", "threads", "class", KERNEL, "of its roof (%)", "bound by", "GFLOP/s", "GB/s"
    };

    private static final String[] LAUNCHES = {
        "size",
        "backend",
        "plan",
        "network",
        "threads",
        "launch",
        "class",
        KERNEL,
        "of its roof (%)",
        "bound by",
        "level",
        "GFLOP/s",
        "GB/s"
    };

    private RooflineScreen() {}

    /** The screen of several networks, class by class; the file is the run's. */
    public static Screen classes(Report report, String file) {
        return of(report, "roofline-classes", file, CLASSES);
    }

    /** The screen of one network, launch by launch; the file is the run's. */
    public static Screen launches(Report report, String file) {
        return of(report, "roofline-launches", file, LAUNCHES);
    }

    private static Screen of(Report report, String id, String file, String... columns) {
        Optional<Captioned> ceilings = report.table("ceilings-peaks").map(table -> {
            Table start = table.table().where("best", "yes").where("when", "start");
            return new Captioned(table.id(), "Ceilings at the start of the run.", start.only(CEILINGS));
        });
        Optional<Captioned> operators = report.table(id).map(table -> {
            Table longest = table.table().only(columns).largestFirst(KERNEL);
            String caption = "Those that take most time, beside what their roof would allow.";
            return Screen.folded(new Captioned(table.id(), caption, longest), ALIKE);
        });
        List<String> lines = new ArrayList<>(report.about(Sections.ROOFLINE));
        report.section(Sections.ROOFLINE).ifPresent(section -> lines.addAll(section.paragraphs()));
        return new Screen(
                "Roofline: " + report.title().substring(report.title().indexOf(": ") + 2),
                Stream.of(ceilings, operators).flatMap(Optional::stream).toList(),
                lines,
                "every class and launch, levels of memory and pictures: ./riffle report " + file);
    }
}
