package riffle.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenClTest {

    @Test
    void aMachineWithoutTheLibraryHasNone() {
        assertEquals(Optional.empty(), OpenCl.load(List.of("libNoSuchOpenCL.so.1")));
    }

    @Test
    void devicesDescribeThemselves() {
        List<Platform> platforms = OpenCl.load().map(OpenCl::platforms).orElse(List.of());
        assumeTrue(!platforms.isEmpty(), "no OpenCL platform on this machine (apt-get install pocl-opencl-icd)");
        for (Platform platform : platforms) {
            assertFalse(platform.name().isEmpty());
            assertTrue(platform.version().startsWith("OpenCL "), platform::version);
            for (Platform.Device device : platform.devices()) {
                assertFalse(device.name().isEmpty());
                assertTrue(device.version().startsWith("OpenCL "), device::version);
                assertFalse(device.driver().isEmpty());
                assertTrue(device.computeUnits() >= 1, device::toString);
            }
        }
    }
}
