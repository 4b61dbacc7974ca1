package riffle.measure.backend;

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
        String both = "0 = Fake Device (Fake Platform 1.0), 1 = Other Device (Fake Platform 1.0)";
        assertEquals("no device fits --device 7; backend fake has " + both, refusal("7"));
        assertEquals("no device fits --device abacus; backend fake has " + both, refusal("abacus"));
        assertEquals("several devices fit --device device: " + both + "; an index fits one alone", refusal("device"));
    }

    @Test
    void severalPlatformsVendorsAndDevicesOfOneName() {
        Device pocl =
                new Device(0, "pthread-AMD EPYC 2", "Portable Computing Language, 3.1", "3.1", 2, "AMD", "pocl-cpu");
        Device first = new Device(1, "Card", "Vendor's Platform, OpenCL 2.1", "7", 8, "Maker", "vendor-gpu-card");
        Device second = new Device(2, "Card", "Vendor's Platform, OpenCL 2.1", "7", 8, "Maker", "vendor-gpu-card");
        Device faster = new Device(3, "Card Ti", "rusticl, OpenCL 2.1", "7", 8, "Maker", "rusticl-gpu-card-ti");
        FakeBackend many = FakeBackend.taking(1).with(pocl, first, second, faster);
        assertEquals(second, Backends.choose(many, "2"));
        assertEquals(pocl, Backends.choose(many, "portable"));
        assertEquals(pocl, Backends.choose(many, "amd"));
        assertEquals(faster, Backends.choose(many, "RUSTICL"));
        assertEquals(faster, Backends.choose(many, "card ti"));
        BackendUnavailableException refusal =
                assertThrows(BackendUnavailableException.class, () -> Backends.choose(many, "card"));
        assertEquals(
                "several devices fit --device card: 1 = Card (Vendor's Platform, OpenCL 2.1), 2 = Card (Vendor's"
                        + " Platform, OpenCL 2.1); an index fits one alone",
                refusal.getMessage());
        assertThrows(BackendUnavailableException.class, () -> Backends.choose(many, "4"));
    }

    @Test
    void moreThreadsThanProcessorsAreRefused() {
        Device pocl = new Device(0, "pthread", "Portable Computing Language", "3.1", 100_000);
        BackendUnavailableException refusal =
                assertThrows(BackendUnavailableException.class, () -> Backends.requireThreads(backend, pocl, 100_000));
        assertTrue(refusal.getMessage().startsWith("cannot run on 100000 threads: this machine has"));
    }
}
