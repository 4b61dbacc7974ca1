package riffle.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.weights.Weights;

class DoctorTest {

    @TempDir
    private Path sdk;

    @Test
    void anotherJavaIsMissingTheRightOne() {
        assertTrue(Doctor.java(Runtime.Version.parse("25.0.1"), Path.of("jdk")).isFound());
        Finding old = Doctor.java(Runtime.Version.parse("21.0.2"), Path.of("jdk"));
        assertFalse(old.isFound());
        assertTrue(old.detail().contains("21.0.2 at jdk"), old::detail);
    }

    @Test
    void withoutADeviceThePackageIsNamed() {
        List<Finding> findings = Doctor.openCl(new Devices(() -> {
            throw new BackendUnavailableException("no OpenCL driver is registered here");
        }));
        assertEquals(1, findings.size());
        assertEquals(
                Optional.of("apt-get install pocl-opencl-icd"),
                findings.getFirst().remedy());
    }

    @Test
    void devicesAreListedInOrder() {
        List<Device> devices = List.of(
                new Device(0, "cpu", "PoCL, OpenCL 3.0", "3.1", 2), new Device(1, "gpu", "Mesa, OpenCL 3.0", "24", 8));
        assertEquals(
                List.of(
                        "cpu, 2 compute units, PoCL, OpenCL 3.0, driver 3.1",
                        "gpu, 8 compute units, Mesa, OpenCL 3.0, driver 24"),
                Doctor.openCl(new Devices(() -> devices)).stream()
                        .map(Finding::detail)
                        .toList());
    }

    @Test
    void aPeerThatCannotBeLoadedIsMissingWithItsReason() {
        Finding missing = Doctor.peer(new Devices(() -> {
                    throw new BackendUnavailableException("no libstdc++ here");
                }))
                .getFirst();
        assertEquals(Optional.of("no libstdc++ here"), missing.remedy());
        Device cpu = new Device(0, "CPU", "ONNX Runtime", "1.29.0", 2);
        assertEquals(
                "CPU, 2 threads, ONNX Runtime, driver 1.29.0",
                Doctor.peer(new Devices(() -> List.of(cpu))).getFirst().detail());
    }

    /** A backend that has devices and nothing else. */
    private record Devices(Supplier<List<Device>> list) implements Backend {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public List<Device> devices() {
            return list.get();
        }

        @Override
        public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
            throw new BackendUnavailableException("nothing is run here");
        }
    }

    @Test
    void tornadoMustBeAnSdkOfTheRightVersionWithOpenCl() throws Exception {
        assertMissing("neither TORNADOVM_HOME nor SDKMAN", Doctor.tornado(Optional.empty()));
        assertMissing("no tornado-argfile", Doctor.tornado(Optional.of(sdk)));
        Files.writeString(sdk.resolve("tornado-argfile"), "");
        assertMissing("no OpenCL backend", Doctor.tornado(Optional.of(sdk)));
        Files.createDirectory(sdk.resolve("etc"));
        Files.writeString(sdk.resolve("etc/tornado.backend"), "tornado.backends=ptx-backend\n");
        assertMissing("but: ptx-backend", Doctor.tornado(Optional.of(sdk)));
        Files.writeString(sdk.resolve("etc/tornado.backend"), "tornado.backends=opencl-backend\n");
        Files.writeString(sdk.resolve("etc/tornado.release"), "version=4.0\n");
        assertMissing("is 4.0, wanted is 5.2.0-jdk25", Doctor.tornado(Optional.of(sdk)));
        Files.writeString(sdk.resolve("etc/tornado.release"), "version=5.2.0-jdk25\n");
        assertTrue(Doctor.tornado(Optional.of(sdk)).isFound());
    }

    private static void assertMissing(String part, Finding finding) {
        assertTrue(finding.detail().contains(part), finding::detail);
        assertEquals(Optional.of("sdk install tornadovm 5.2.0-jdk25-opencl"), finding.remedy());
    }
}
