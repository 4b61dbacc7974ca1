package riffle.measure.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;
import riffle.measure.backend.FakeBackend;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.Outcome;
import riffle.measure.protocol.Request;
import riffle.result.Status;

class VerificationTest {

    private static final Request.Verify ALL = new Request.Verify("fake", null, null, null, null, null, false, 0);

    private final List<CaseChecked> checked = new ArrayList<>();
    private final List<Integer> skips = new ArrayList<>();

    /** Cases a, b, c, d, of which b kills the worker. */
    private Answer.Last deadlyB(Request request, Consumer<Answer> heard) {
        int skip = ((Request.Verify) request).skip();
        skips.add(skip);
        for (String name : List.of("a", "b", "c", "d").subList(skip, 4)) {
            heard.accept(new Answer.CaseStarts(name));
            if (name.equals("b")) {
                return Answer.Refused.of(Status.FAILED, "killed");
            }
            heard.accept(new CaseChecked(name, Outcome.PASSED, 0.0, 1e-5, null));
        }
        return new Answer.Verified(FakeBackend.DEVICE);
    }

    @Test
    void aDeadlyCaseFailsAndTheOthersGoOn() {
        Verification.Tally tally = new Verification(this::deadlyB, checked::add).run(ALL);
        assertEquals(new Verification.Tally(3, 1, 0, Optional.of(FakeBackend.DEVICE)), tally);
        assertEquals(List.of(0, 2), skips);
        assertEquals(new CaseChecked("b", Outcome.FAILED, null, null, "killed"), checked.get(1));
        assertFalse(tally.good());
    }

    @Test
    void aWorkerThatDiesBetweenCasesFailsNoCaseTwice() {
        Verification.Tally tally = new Verification(
                        (request, heard) -> {
                            if (((Request.Verify) request).skip() == 1) {
                                return new Answer.Verified(FakeBackend.DEVICE);
                            }
                            heard.accept(new Answer.CaseStarts("a"));
                            heard.accept(new CaseChecked("a", Outcome.PASSED, 0.0, 1e-5, null));
                            return Answer.Refused.of(Status.FAILED, "killed");
                        },
                        checked::add)
                .run(ALL);
        assertEquals(new Verification.Tally(1, 1, 0, Optional.of(FakeBackend.DEVICE)), tally);
        assertEquals(
                List.of("a", "worker"), checked.stream().map(CaseChecked::name).toList());
    }

    @Test
    void aWorkerThatDiesBeforeAnyCaseEndsIt() {
        Verification.Tally tally = new Verification(
                        (request, heard) -> Answer.Refused.of(Status.FAILED, "no memory"), checked::add)
                .run(ALL);
        assertEquals(new Verification.Tally(0, 1, 0, Optional.empty()), tally);
    }

    @Test
    void aBackendThatIsNotThereIsNoFailedCase() {
        Verification verification =
                new Verification((request, heard) -> Answer.Refused.of(Status.UNAVAILABLE, "missing"), checked::add);
        assertThrows(BackendUnavailableException.class, () -> verification.run(ALL));
    }

    @Test
    void nothingVerifiedIsNotGood() {
        assertFalse(new Verification.Tally(0, 0, 0, Optional.empty()).good());
        assertTrue(new Verification.Tally(1, 0, 0, Optional.empty()).good());
    }
}
