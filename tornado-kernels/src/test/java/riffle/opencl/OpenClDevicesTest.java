package riffle.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.execution.KernelSet;
import riffle.execution.Processor;
import riffle.execution.SourceForm;

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

    @ParameterizedTest
    @CsvSource({
        "true, cpu family\t: 25, GENERATED",
        "true, CPU implementer\t: 0x41, INDEXED",
        "true, nothing\t: known, GENERATED",
        "false, cpu family\t: 25, INDEXED",
        "false, CPU implementer\t: 0x41, INDEXED"
    })
    void processorsThatAreNoArmOnesGetSourcesAsTheyWereGenerated(
            boolean cpu, String cpuinfo, SourceForm expected, @TempDir Path root) throws IOException {
        Files.writeString(Files.createDirectory(root.resolve("proc")).resolve("cpuinfo"), cpuinfo + "\n");
        assertEquals(expected, OpenClDevice.suiting(cpu, new Processor(root)));
    }
}
