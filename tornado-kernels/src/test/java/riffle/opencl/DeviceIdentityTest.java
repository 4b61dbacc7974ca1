package riffle.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeviceIdentityTest {

    private static final Optional<String> PROCESSOR = Optional.of("AMD EPYC family 26 model 2");

    @Test
    void anUpdateOfTheDriverChangesNothing() {
        assertEquals(
                "pocl-cpu-amd-epyc-family-26-model-2",
                DeviceIdentity.of(
                        "Portable Computing Language, OpenCL 3.0 PoCL 3.1",
                        "cpu",
                        "pthread-skylake-avx512-AMD EPYC",
                        PROCESSOR));
        assertEquals(
                "pocl-cpu-amd-epyc-family-26-model-2",
                DeviceIdentity.of(
                        "Portable Computing Language, OpenCL 3.0 PoCL 6.0", "cpu", "cpu-znver4-AMD EPYC", PROCESSOR));
    }

    @ParameterizedTest
    @CsvSource({
        "'rusticl, OpenCL 3.0', cpu, 'llvmpipe (LLVM 15.0.6, 512 bits)', rusticl-cpu-amd-epyc-family-26-model-2",
        "'rusticl, OpenCL 3.0', gpu, 'AMD Radeon RX 7900 XTX (radeonsi, navi31, LLVM 17.0.6, DRM 3.57, 6.8.0)',"
                + " rusticl-gpu-amd-radeon-rx-7900-xtx",
        "'NVIDIA CUDA, OpenCL 3.0 CUDA 12.4', gpu, NVIDIA H200, nvidia-cuda-gpu-nvidia-h200",
        "'QUALCOMM Snapdragon(TM), OpenCL 3.0', gpu, QUALCOMM Adreno(TM) 740, "
                + "qualcomm-snapdragon-tm-gpu-qualcomm-adreno-tm-740",
        "'ARM Platform, OpenCL 3.0 v1.g6p0', gpu, Mali-G610 r0p0, arm-platform-gpu-mali-g610-r0p0"
    })
    void processorsAreKnownByTheirModelAndOtherDevicesByTheirName(
            String platform, String type, String name, String expected) {
        assertEquals(expected, DeviceIdentity.of(platform, type, name, PROCESSOR));
    }

    @Test
    void whereTheSystemDoesNotTellItsProcessorTheDriverDoes() {
        assertEquals(
                "apple-cpu-intel-core-i7",
                DeviceIdentity.of("Apple, OpenCL 1.2", "cpu", "Intel Core i7", Optional.empty()));
    }
}
