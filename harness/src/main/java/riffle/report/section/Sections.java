package riffle.report.section;

import java.util.List;
import java.util.stream.Stream;
import riffle.report.page.Report.Section;
import riffle.result.json.JmhBenchmark;
import riffle.result.published.PublishedRun;

/** All sections of a report, in the order of reading; those that have nothing to show are left out. */
public final class Sections {

    /** Id of the section of theoretical against actual speedup. */
    public static final String SPEEDUP = SpeedupSection.ID;

    /** Id of the section of launches under their roofs. */
    public static final String ROOFLINE = RooflineSection.ID;

    /** Id of the section of our backends beside the peer. */
    public static final String PEER = PeerSection.ID;

    /** Id of the section of every row, with what became of those that have no number. */
    public static final String MEASUREMENTS = SamplesSection.ID;

    /** Id of the section that says where and when. */
    public static final String ENVIRONMENT = EnvironmentSection.ID;

    private Sections() {}

    /** The sections of these runs, of JMH's benchmarks, and of times that others published. */
    public static List<Section> of(List<Source> sources, List<JmhBenchmark> jmh, List<PublishedRun> published) {
        return Stream.of(
                        SpeedupSection.of(sources),
                        RooflineSection.of(sources),
                        ClassesSection.of(sources),
                        DepthwiseSection.of(sources),
                        AblationSection.of(sources),
                        WaterfallSection.of(sources),
                        ModelSection.of(sources),
                        RooflineSection.bandwidth(sources),
                        PeerSection.of(sources),
                        DevicesSection.of(published, sources),
                        GroupsSection.of(sources),
                        ErrorSection.of(sources),
                        SamplesSection.of(sources),
                        JmhSection.of(jmh),
                        EnvironmentSection.of(sources))
                .filter(section ->
                        !section.charts().isEmpty() || !section.tables().isEmpty())
                .toList();
    }
}
