package riffle.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;

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
    void digitsThatAreNoIndexMayBePartOfTheName() {
        Device numbered = new Device(0, "Fake 9000", "Fake Platform 1.0", "0.1", 2);
        assertEquals(numbered, Backends.choose(FakeBackend.taking(1).with(numbered), "9000"));
    }

    @Test
    void aBlankDeviceIsRefused() {
        assertEquals("--device is blank, must be an index or part of a device's name", refusal(""));
        assertEquals("--device is blank, must be an index or part of a device's name", refusal(" "));
    }

    @Test
    void noneOrSeveralAreRefused() {
        assertEquals("no device fits --device 7; backend fake has 0 = Fake Device, 1 = Other Device", refusal("7"));
        assertEquals(
                "several devices fit --device device; backend fake has 0 = Fake Device, 1 = Other Device",
                refusal("device"));
    }

    @Test
    void moreThreadsThanProcessorsAreRefused() {
        Device pocl = new Device(0, "pthread", "Portable Computing Language", "3.1", 100_000);
        BackendUnavailableException refusal =
                assertThrows(BackendUnavailableException.class, () -> Backends.requireThreads(backend, pocl, 100_000));
        assertTrue(refusal.getMessage().startsWith("cannot run on 100000 threads: this machine has"));
    }
}
