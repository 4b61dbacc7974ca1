package riffle.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.execution.KernelSet;

final class OpenClDevicesTest {

    @ParameterizedTest
    @CsvSource({
        "true, 16, WIDE",
        "true, 8, MEDIUM",
        "true, 4, NARROW",
        "true, 1, NARROW",
        "false, 16, NARROW",
        "false, 1, NARROW"
    })
    void processorsGetTheKernelsOfTheirVectorsAndOtherDevicesNarrowOnes(
            boolean cpu, long nativeVector, KernelSet expected) {
        assertEquals(expected, OpenClDevice.suiting(cpu, nativeVector));
    }
}
