package riffle.measure.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.measure.backend.FakeBackend;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.measure.task.Worker;
import riffle.result.Status;

/** Real processes that misbehave. */
class WorkerProcessTest {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private final List<Answer> heard = new ArrayList<>();

    @TempDir
    private Path place;

    private WorkerSettings settings(String mainClass, Duration silence) {
        return new WorkerSettings(
                JAVA,
                System.getProperty("java.class.path"),
                mainClass,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(place),
                silence);
    }

    private Answer.Last ask(String manner, Duration silence) {
        Workers workers = new WorkerProcess(settings(BrokenWorker.class.getName(), silence));
        return workers.ask(new Request.FindDevice(manner, null, null), heard::add);
    }

    private String refusal(String manner, Duration silence) {
        Answer.Refused refused = assertInstanceOf(Answer.Refused.class, ask(manner, silence));
        assertEquals(Status.FAILED, refused.status());
        return refused.reason();
    }

    @Test
    void aCrashIsARefusalWithTheLastWords() {
        assertEquals(
                "the worker ended with status 134 before it had answered; it last said: first complaint | last"
                        + " complaint",
                refusal("crash", WorkerSettings.DEFAULT_SILENCE));
        assertEquals(List.of(new Answer.Progress("start")), heard);
    }

    @Test
    void whatJavaSaysOfTheEnvironmentIsNotTheWorkersLastWord() {
        assertEquals(
                "the worker ended with status 134 before it had answered;"
                        + " it last said: nobody Picked up JAVA_TOOL_OPTIONS: -Da=b",
                refusal("options", WorkerSettings.DEFAULT_SILENCE));
    }

    /** A busy machine may take longer to start it than a short patience lasts: then with a longer one. */
    @Test
    void aHangIsStopped() {
        int seconds = 3;
        String reason = refusal("hang", Duration.ofSeconds(seconds));
        while (seconds < 60 && reason.equals("the worker said nothing for " + seconds + " s and was stopped")) {
            seconds *= 3;
            reason = refusal("hang", Duration.ofSeconds(seconds));
        }
        assertEquals(
                "the worker said nothing for " + seconds + " s and was stopped; it last said: about to hang", reason);
    }

    @Test
    void garbageIsARefusal() {
        assertEquals(
                "the worker said something that is not an answer; it last said: {\"answer\":\"poem\"}",
                refusal("garble", WorkerSettings.DEFAULT_SILENCE));
    }

    @Test
    void anEndWithoutAnAnswerIsARefusal() {
        assertEquals(
                "the worker ended with status 0 before it had answered",
                refusal("silent", WorkerSettings.DEFAULT_SILENCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mumble", "chatter"})
    void noiseIsNoAnswer(String manner) {
        assertEquals(new Answer.Found(FakeBackend.DEVICE), ask(manner, WorkerSettings.DEFAULT_SILENCE));
    }

    @Test
    void runsInAnEmptyFolder() {
        assertEquals("files: 0", refusal("directory", WorkerSettings.DEFAULT_SILENCE));
    }

    @Test
    void whatAWorkerUnpacksLiesInThePlaceAndGoesWithIt() throws IOException {
        refusal("unpack", WorkerSettings.DEFAULT_SILENCE);
        Path unpacked = Path.of(((Answer.Progress) heard.getLast()).doing());
        assertTrue(unpacked.startsWith(place), unpacked::toString);
        assertEquals(0, inPlace());
    }

    @Test
    void aWorkerThatOurEndStopsIsNotHeardAndLeavesNothing() throws Exception {
        try (OtherProgram program = OtherProgram.thatWaitsForAWorker(place)) {
            assertEquals(1, inPlace());
            assertEquals("", program.interrupt());
            assertEquals(0, inPlace());
        }
    }

    private long inPlace() throws IOException {
        try (var files = Files.list(place)) {
            return files.count();
        }
    }

    @Test
    void aProgramThatIsNotThereIsARefusal() {
        WorkerSettings settings = new WorkerSettings(
                Path.of("no-such-java"),
                "",
                "Main",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(place),
                WorkerSettings.DEFAULT_SILENCE);
        Answer.Last last = new WorkerProcess(settings).ask(new Request.FindDevice("any", null, null), heard::add);
        assertTrue(assertInstanceOf(Answer.Refused.class, last).reason().startsWith("the worker could not be started"));
    }

    @Test
    void aRealWorkerAnswers() {
        Workers workers = new WorkerProcess(settings(Worker.class.getName(), WorkerSettings.DEFAULT_SILENCE));
        Answer.Found found = assertInstanceOf(
                Answer.Found.class, workers.ask(new Request.FindDevice("reference", null, null), heard::add));
        assertEquals(1, found.device().computeUnits());
        Answer.Refused refused = assertInstanceOf(
                Answer.Refused.class, workers.ask(new Request.FindDevice("abacus", null, null), heard::add));
        assertEquals(Status.UNAVAILABLE, refused.status());
        assertTrue(refused.reason().startsWith("no backend called abacus"), refused.reason());
    }
}
