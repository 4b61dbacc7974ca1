package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import riffle.Golden;
import riffle.report.chart.Painter;
import riffle.report.page.HtmlPage;
import riffle.report.page.MarkdownPage;
import riffle.report.page.Report;
import riffle.report.page.ReportFolder;

class ReportFolderTest {

    private static Painter painter;
    private static Map<String, String> files;

    @BeforeAll
    static void makeAReport() {
        painter = new Painter();
        files = ReportFolder.files(Reports.of(ReportSamples.ONE, ReportSamples.JMH), painter);
    }

    @Test
    void eachFormatIsSealed() {
        Golden.check("report.md", files.get("report.md"));
        Golden.check("speedup-over-alexnet.csv", files.get("speedup-over-alexnet.csv"));
        Golden.check("speedup-over-alexnet.tex", files.get("speedup-over-alexnet.tex"));
        Golden.check("roofline.svg", files.get("roofline-2-threads.svg"));
    }

    @Test
    void identicalInputGivesIdenticalBytesUnderAnyLocaleAndTimeZone() {
        TimeZone before = TimeZone.getDefault();
        Map<String, String> zones =
                Map.of("en-US", "America/New_York", "ar-EG", "Africa/Cairo", "ru-RU", "Asia/Kamchatka");
        try {
            new TreeMap<>(zones)
                    .forEach((locale, zone) -> Golden.inLocale(Locale.forLanguageTag(locale), () -> {
                        TimeZone.setDefault(TimeZone.getTimeZone(zone));
                        assertEquals(
                                files,
                                ReportFolder.files(Reports.of(ReportSamples.ONE, ReportSamples.JMH), painter),
                                locale);
                    }));
        } finally {
            TimeZone.setDefault(before);
        }
    }

    /** The first charts of a fresh library and later ones of a used one are the same. */
    @Test
    void aFreshPainterDrawsTheSame() {
        assertEquals(files, ReportFolder.files(Reports.of(ReportSamples.ONE, ReportSamples.JMH), new Painter()));
    }

    @Test
    void everyPictureIsXmlWithItsMarks() throws Exception {
        Map<String, String> pictures = files.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".svg"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertEquals(7, pictures.size(), pictures.keySet()::toString);
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            Document svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(picture.getValue())));
            NodeList marks = svg.getElementsByTagName("circle");
            assertTrue(marks.getLength() >= 3, picture::getKey);
            assertFalse(picture.getValue().contains("NaN"), picture::getKey);
            assertFalse(picture.getValue().contains("Infinity"), picture::getKey);
        }
    }

    @Test
    void thePageNeedsNothingElse() {
        String page = files.get(ReportFolder.PAGE);
        String outside =
                page.replace("http://www.w3.org/2000/svg", "").replace("http%3A%2F%2Fwww.w3.org%2F2000%2Fsvg", "");
        assertFalse(outside.contains("http"), () -> outside.substring(outside.indexOf("http") - 80));
        assertFalse(page.contains(" src="));
        assertFalse(page.contains("@import"));
    }

    @Test
    void severalRunsStandSideBySide() {
        Report report = Reports.of(ReportSamples.TWO, List.of());
        assertEquals("Theoretical and actual speedup: 2 runs", report.title());
        String text = MarkdownPage.of(report);
        assertTrue(text.contains("| Fake Device (TM), 2026-01-31           "), text);
        assertTrue(text.contains("| Fake Device (TM), 2026-01-31T12:00:00Z "), text);
        assertEquals(2, report.downloads().size());
        List<String> names = report.sections().stream()
                .flatMap(section -> section.charts().stream())
                .map(chart -> chart.id())
                .toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void namesFromFilesAreEscaped() {
        Report report = new Report(
                "<b>&\"",
                List.of(new Report.Sentence("a", "a < b")),
                List.of(),
                List.of(new Report.Download("d", "<i>", "[\"</script>\"]")));
        String page = HtmlPage.of(report, Map.of());
        assertTrue(page.contains("<h1>&lt;b&gt;&amp;&quot;</h1>"), page);
        assertTrue(page.contains("<li>a &lt; b</li>"), page);
        assertTrue(page.contains("[\"\\u003c/script>\"]"), page);
        assertFalse(page.contains("<i>"), page);
    }
}
