package riffle.measure.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.execution.PlanKind;
import riffle.measure.backend.FakeBackend;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.CaseStarts;
import riffle.measure.protocol.Answer.Outcome;
import riffle.measure.protocol.PreparedWorkload;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.measure.protocol.Workload;
import riffle.offload.Probe;
import riffle.result.Status;

/** When a cache is replaced, what is asked again, and what is said. */
class CacheGuardTest {

    private static final Request REQUEST = new Request.FindDevice("bundle", null, null);
    private static final Answer.Last DONE = new Answer.Found(FakeBackend.DEVICE);
    private static final String UNBUILT = "OpenCL: kernel a does not build on b";
    private static final Answer.Last FAILED = Answer.Refused.of(Status.FAILED, UNBUILT);

    @TempDir
    private Path folder;

    private final Deque<List<Answer>> script = new ArrayDeque<>();
    private final List<Request> asked = new ArrayList<>();
    private final List<Optional<Path>> caches = new ArrayList<>();
    private final List<Answer> heard = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private Path cache;

    @BeforeEach
    void usedCache() throws IOException {
        cache = Files.createDirectory(folder.resolve("cache"));
        Files.createFile(cache.resolve("program.bc"));
    }

    private CacheGuard guard() {
        return new CacheGuard(this::answer, cache, List.of(folder.resolve("tmp")), said::add);
    }

    /** Plays the next worker of the script. */
    private Answer.Last answer(Request request, Optional<Path> own, Consumer<Answer> listener) {
        asked.add(request);
        caches.add(own);
        List<Answer> answers = script.removeFirst();
        answers.subList(0, answers.size() - 1).forEach(listener);
        return (Answer.Last) answers.getLast();
    }

    private void workers(Answer.Last... answers) {
        for (Answer.Last answer : answers) {
            script.add(List.of(answer));
        }
    }

    private List<String> worked() {
        return List.of(
                "failed with PoCL's cache " + cache + " and worked with an empty one: remove that cache, it may be"
                        + " damaged; if this comes again, the fault is elsewhere");
    }

    private List<String> failedToo() {
        return List.of("tried once more with an empty cache in place of PoCL's, " + cache + ", which failed too");
    }

    @Test
    void aSoundCacheIsLeftToTheDriver() {
        workers(DONE);
        assertEquals(DONE, guard().ask(REQUEST, heard::add));
        assertEquals(List.of(Optional.empty()), caches);
        assertEquals(List.of(), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNBUILT,
                "TornadoVM failed to compile x: y",
                "the worker ended with status 134 before it had answered"
            })
    void whatFailsWithTheCacheAndWorksWithoutIsTheCachesFault(String reason) throws IOException {
        workers(Answer.Refused.of(Status.FAILED, reason), DONE, DONE, FAILED);
        CacheGuard guard = guard();
        assertEquals(DONE, guard.ask(REQUEST, heard::add));
        assertEquals(worked(), said);
        Path own = caches.get(1).orElseThrow();
        assertTrue(own.startsWith(folder.resolve("tmp")), own::toString);
        try (var files = Files.list(own)) {
            assertEquals(0, files.count());
        }
        assertEquals(DONE, guard.ask(REQUEST, heard::add));
        assertEquals(FAILED, guard.ask(REQUEST, heard::add), "no third cache");
        assertEquals(Optional.of(own), caches.get(3));
        assertEquals(worked(), said);
    }

    @Test
    void whatFailsWithoutTheCacheTooIsNotItsFault() {
        Answer.Last other = Answer.Refused.of(Status.FAILED, "OpenCL: the second");
        workers(FAILED, other, FAILED);
        CacheGuard guard = guard();
        assertEquals(other, guard.ask(REQUEST, heard::add));
        assertEquals(failedToo(), said);
        assertEquals(FAILED, guard.ask(REQUEST, heard::add));
        assertEquals(Optional.empty(), caches.get(2));
        assertEquals(failedToo(), said);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request not understood: x",
                "the worker said nothing for 3 s and was stopped",
                "the worker ended with status 137 before it had answered",
                "OpenCL: clCreateBuffer failed with CL_MEM_OBJECT_ALLOCATION_FAILURE (-4)"
            })
    void otherFailuresAreFinal(String reason) {
        Answer.Last last = Answer.Refused.of(Status.FAILED, reason);
        workers(last);
        assertEquals(last, guard().ask(REQUEST, heard::add));
        assertEquals(List.of(), said);
    }

    @Test
    void whateverElseFailsThenIsNoWorkingEither() {
        Answer.Last silent = Answer.Refused.of(Status.FAILED, "the worker said nothing for 3 s and was stopped");
        workers(FAILED, silent);
        assertEquals(silent, guard().ask(REQUEST, heard::add));
        assertEquals(failedToo(), said);
    }

    @ParameterizedTest
    @EnumSource(names = {"UNAVAILABLE", "WRONG_RESULT"})
    void refusalsAreFinal(Status status) {
        Answer.Last last = Answer.Refused.of(status, UNBUILT);
        workers(last);
        assertEquals(last, guard().ask(REQUEST, heard::add));
        assertEquals(List.of(), said);
    }

    @Test
    void anEmptyCacheHasNoFault() throws IOException {
        Files.delete(cache.resolve("program.bc"));
        workers(FAILED);
        assertEquals(FAILED, guard().ask(REQUEST, heard::add));
        Files.delete(cache);
        workers(FAILED);
        assertEquals(FAILED, guard().ask(REQUEST, heard::add));
        assertEquals(List.of(), said);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reference", "onnxruntime"})
    void whatHasNoDriverHasNoCache(String backend) throws IOException {
        cache = Files.createFile(folder.resolve("file"));
        Answer.Last last = Answer.Refused.of(Status.FAILED, "the worker ended with status 134");
        workers(last);
        assertEquals(last, guard().ask(new Request.FindDevice(backend, null, null), heard::add));
        assertEquals(List.of(Optional.empty()), caches);
        assertEquals(List.of(), said);
    }

    /** Below a file nothing can be made, not even by root. */
    @ParameterizedTest
    @ValueSource(strings = {"file", "file/inner", "file/inner/more"})
    void aCacheThatCannotBeWrittenIsReplacedAtOnce(String place) throws IOException {
        Files.createFile(folder.resolve("file"));
        cache = folder.resolve(place);
        workers(DONE, FAILED);
        CacheGuard guard = guard();
        assertEquals(DONE, guard.ask(REQUEST, heard::add));
        assertEquals(FAILED, guard.ask(REQUEST, heard::add));
        assertTrue(caches.getFirst().isPresent());
        assertEquals(caches.getFirst(), caches.getLast());
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().startsWith("PoCL's cache " + cache + " cannot be written"), said::toString);
    }

    @Test
    void aCacheThatIsNotThereYetIsNotMade() throws IOException {
        cache = folder.resolve("later/pocl/kcache");
        workers(DONE);
        assertEquals(DONE, guard().ask(REQUEST, heard::add));
        assertEquals(List.of(Optional.empty()), caches);
        try (var files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("cache")), files.toList());
        }
    }

    private static CaseChecked checked(String name, String reason) {
        return new CaseChecked(name, reason == null ? Outcome.PASSED : Outcome.FAILED, null, null, reason);
    }

    private static Request.Verify verify(int skip) {
        return new Request.Verify("bundle", null, null, null, null, null, false, skip);
    }

    @Test
    void casesGoOnWhereTheDriverFailed() {
        Answer.Last verified = new Answer.Verified(FakeBackend.DEVICE);
        script.add(List.of(
                new CaseStarts("a"),
                checked("a", null),
                new CaseStarts("b"),
                checked("b", UNBUILT),
                new CaseStarts("c"),
                verified));
        script.add(List.of(
                new CaseStarts("b"),
                checked("b", null),
                new CaseStarts("c"),
                checked("c", UNBUILT),
                new CaseStarts("d"),
                checked("d", null),
                verified));
        assertEquals(verified, guard().ask(verify(5), heard::add));
        assertEquals(List.of(verify(5), verify(6)), asked);
        assertEquals(
                List.of(
                        new CaseStarts("a"),
                        checked("a", null),
                        new CaseStarts("b"),
                        checked("b", null),
                        new CaseStarts("c"),
                        checked("c", UNBUILT),
                        new CaseStarts("d"),
                        checked("d", null)),
                heard);
        assertEquals(worked(), said);
    }

    @Test
    void aCaseThatKillsWorkersTwiceStartsOnce() {
        Answer.Last died = Answer.Refused.of(Status.FAILED, "the worker ended with status 134 before it had answered");
        script.add(List.of(new CaseStarts("a"), died));
        script.add(List.of(new CaseStarts("a"), died));
        script.add(List.of(new CaseStarts("b"), died));
        CacheGuard guard = guard();
        assertEquals(died, guard.ask(verify(0), heard::add));
        assertEquals(died, guard.ask(verify(1), heard::add));
        assertEquals(List.of(verify(0), verify(0), verify(1)), asked);
        assertEquals(List.of(new CaseStarts("a"), new CaseStarts("b")), heard);
        assertEquals(failedToo(), said);
    }

    @Test
    void aCaseThatAnotherFaultKillsHasStarted() {
        Answer.Last hung = Answer.Refused.of(Status.FAILED, "the worker said nothing for 3 s and was stopped");
        script.add(List.of(new CaseStarts("a"), hung));
        assertEquals(hung, guard().ask(verify(0), heard::add));
        assertEquals(List.of(new CaseStarts("a")), heard);
    }

    @Test
    void probesGoOnWhereTheDriverFailed() {
        List<Probe> probes = List.of(probe(1), probe(2));
        Sampling sampling = Sampling.of(1);
        Answer.Probed other = new Answer.Probed(null, "not steady");
        script.add(List.of(other, new Answer.Probed(null, UNBUILT), new Answer.Swept()));
        script.add(List.of(other, new Answer.Swept()));
        guard().ask(new Request.Sweep(probes, "bundle", null, null, sampling), heard::add);
        assertEquals(new Request.Sweep(probes.subList(1, 2), "bundle", null, null, sampling), asked.getLast());
        assertEquals(List.of(other, other), heard);
        assertEquals(worked(), said);
    }

    private static Probe probe(int cut) {
        return new Probe(null, 0, 0, TinyNetwork.SPEC, Probe.Portion.HEAD, cut);
    }

    @Test
    void aMeasurementTellsThatItsCacheWasEmptyAndBeginsItsClockAnew() {
        workers(FAILED, DONE);
        guard().ask(measure(null), heard::add);
        Request.Measure first = assertInstanceOf(Request.Measure.class, asked.getFirst());
        Request.Measure second = assertInstanceOf(Request.Measure.class, asked.getLast());
        assertNull(first.driverCache());
        assertEquals(caches.getLast().orElseThrow().toString(), second.driverCache());
        assertTrue(second.askedMs() > first.askedMs(), second::toString);
    }

    @Test
    void aCacheThatTheRequestNamesIsNotReplaced() {
        workers(FAILED);
        assertEquals(FAILED, guard().ask(measure("cold"), heard::add));
        assertEquals(List.of(Optional.empty()), caches);
        assertEquals(List.of(), said);
    }

    private static Request.Measure measure(String driverCache) {
        return new Request.Measure(
                Workload.of(TinyNetwork.SPEC),
                PreparedWorkload.in(Path.of("x"), "y"),
                "bundle",
                PlanKind.FUSED,
                null,
                null,
                null,
                null,
                Sampling.of(1),
                0,
                driverCache);
    }
}
