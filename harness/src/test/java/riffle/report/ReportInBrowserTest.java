package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import riffle.report.chart.Painter;
import riffle.report.page.ReportFolder;

/**
 * The page in a browser, as its reader has it. Skipped where Debian's chromium and chromium-driver are not installed.
 */
class ReportInBrowserTest {

    @TempDir
    static Path folder;

    private static ChromeDriver browser;
    private static Path page;

    @BeforeAll
    static void open() throws IOException {
        Optional<Path> chromium = find("chromium");
        Optional<Path> driver = find("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no chromium with chromedriver in /usr/bin");
        page = ReportFolder.write(
                Reports.of(ReportSamples.ONE, ReportSamples.JMH), new Painter(), folder.resolve("report"));
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toString());
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + folder.resolve("profile"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get().toFile())
                .usingAnyFreePort()
                .build();
        browser = new ChromeDriver(service, options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @BeforeEach
    void load() {
        browser.get(page.toUri().toString());
    }

    private static Optional<Path> find(String program) {
        return Stream.of(Path.of("/usr/bin", program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Test
    void verdictsAndValuesAreThere() {
        String verdict = browser.findElement(By.cssSelector("#verdicts li")).getText();
        assertTrue(
                verdict.startsWith("ShuffleNet 0.5x (g = 3) needs 19.17x fewer multiply-adds than AlexNet"), verdict);
        WebElement first = browser.findElement(By.cssSelector("#speedup-over-alexnet tbody tr"));
        assertTrue(first.getText().contains("ShuffleNet 0.5x (g = 3)"), first::getText);
        assertTrue(first.getText().contains("12.00x"), first::getText);
        assertTrue(browser.manage().logs().get("browser").getAll().isEmpty());
    }

    @Test
    void aTableIsSortedByItsTitles() {
        By column = By.cssSelector("#speedup-over-alexnet tbody td:nth-child(8)");
        WebElement title = browser.findElement(By.cssSelector("#speedup-over-alexnet th:nth-child(8) button"));
        assertEquals("actual", title.getText());
        title.click();
        assertEquals(List.of("1.50x", "5.00x", "10.91x", "12.00x"), texts(column));
        title.sendKeys(Keys.ENTER);
        assertEquals(List.of("12.00x", "10.91x", "5.00x", "1.50x"), texts(column));
        assertEquals(
                "descending",
                browser.findElement(By.cssSelector("#speedup-over-alexnet th:nth-child(8)"))
                        .getAttribute("aria-sort"));
    }

    @Test
    void pointingAtADotNamesOperatorShapeTimeAndCeiling() {
        WebElement dot = browser.findElement(By.cssSelector("#roofline-2-threads .mark"));
        new Actions(browser).scrollToElement(dot).moveToElement(dot).perform();
        WebElement tip = browser.findElement(By.id("tip"));
        assertTrue(tip.isDisplayed());
        String text = tip.getText();
        assertTrue(
                text.matches("ShuffleNet .*, conv1: dense conv, 3x224x224 to \\d+x112x112; \\d\\.\\d+ ms, .*"), text);
        assertTrue(text.contains("; ceiling 40.00 GFLOP/s (bandwidth of DRAM)"), text);
    }

    @Test
    void theKeyboardReachesEveryDot() {
        List<WebElement> dots = browser.findElements(By.cssSelector("#speedup-2-threads .mark"));
        dots.getFirst().sendKeys(Keys.ARROW_RIGHT);
        assertEquals(dots.get(1), browser.switchTo().activeElement());
        WebElement tip = browser.findElement(By.id("tip"));
        assertEquals(dots.get(1).getAttribute("aria-label"), tip.getText());
        dots.get(1).sendKeys(Keys.END);
        assertEquals(dots.getLast(), browser.switchTo().activeElement());
        dots.getLast().sendKeys(Keys.ESCAPE);
        assertFalse(tip.isDisplayed());
    }

    /** Whatever font this browser has: 23 pixels for the symbol of the next entry lie behind the words of one. */
    @Test
    void entriesOfLegendsDoNotOverlap() {
        Number least = (Number) browser.executeScript("""
                let least = Infinity;
                for (const picture of document.querySelectorAll('.picture svg')) {
                  const words = [...picture.querySelectorAll('text[x="23"]')].map(text => text.getBoundingClientRect());
                  for (const a of words) for (const b of words) {
                    if (Math.abs(a.top - b.top) < 2 && b.left > a.left) { least = Math.min(least, b.left - a.right); }
                  }
                }
                return least;""");
        assertTrue(least.doubleValue() >= 23, least::toString);
    }

    @Test
    void everySampleIsInThePage() {
        Object samples = browser.executeScript(
                "return JSON.parse(document.getElementById('samples-1').textContent).rows[0].samples_ms.length");
        assertEquals(6L, samples);
        assertEquals(
                1,
                browser.findElements(By.cssSelector("button.download[data-content=samples-1]"))
                        .size());
    }

    private static List<String> texts(By cells) {
        return browser.findElements(cells).stream().map(WebElement::getText).toList();
    }
}
