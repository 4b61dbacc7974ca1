package riffle.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;

class BackendsTest {

    private final FakeBackend backend = FakeBackend.taking(1);

    private String refusal(String device) {
        return assertThrows(BackendUnavailableException.class, () -> Backends.choose(backend, device))
                .getMessage();
    }

    @Test
    void devicesByIndexOrPartOfTheName() {
        assertEquals(0, Backends.choose(backend, null).index());
        assertEquals(1, Backends.choose(backend, "1").index());
        assertEquals(1, Backends.choose(backend, "other").index());
    }

    @Test
    void noneOrSeveralAreRefused() {
        assertEquals("no device fits --device 7; backend fake has 0 = Fake Device, 1 = Other Device", refusal("7"));
        assertEquals(
                "several devices fit --device device; backend fake has 0 = Fake Device, 1 = Other Device",
                refusal("device"));
    }
}
