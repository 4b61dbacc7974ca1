package riffle.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.Device;

class DoctorTest {

    @TempDir
    private Path sdk;

    @Test
    void anotherJavaIsMissingTheRightOne() {
        assertFalse(Doctor.java(Runtime.Version.parse("25.0.1"), Path.of("jdk")).isMissing());
        Finding old = Doctor.java(Runtime.Version.parse("21.0.2"), Path.of("jdk"));
        assertTrue(old.isMissing());
        assertTrue(old.detail().contains("21.0.2 at jdk"), old::detail);
    }

    @Test
    void aPeerThatCannotBeLoadedIsMissingWithItsReason() {
        assertEquals(
                Optional.of("no libstdc++ here"),
                Doctor.noPeer("ONNX Runtime", "no libstdc++ here").remedy());
        Device cpu = new Device(0, "CPU", "ONNX Runtime", "1.29.0", 2);
        assertEquals(
                "CPU, 2 threads, ONNX Runtime, driver 1.29.0",
                Doctor.peer("ONNX Runtime", cpu).detail());
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
        assertFalse(Doctor.tornado(Optional.of(sdk)).isMissing());
    }

    private static void assertMissing(String part, Finding finding) {
        assertTrue(finding.detail().contains(part), finding::detail);
        assertEquals(Optional.of("sdk install tornadovm 5.2.0-jdk25-opencl"), finding.remedy());
    }
}
