package riffle.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.opencl.Platform;

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
    void withoutALibraryOrADeviceThePackageIsNamed() {
        for (List<Finding> findings : List.of(
                Doctor.openCl(Optional.empty()),
                Doctor.platforms(List.of()),
                Doctor.platforms(List.of(new Platform("Empty", "OpenCL 3.0", List.of()))))) {
            assertEquals(
                    Optional.of("apt-get install pocl-opencl-icd"),
                    findings.getFirst().remedy());
            assertEquals(1, findings.size());
        }
    }

    @Test
    void platformsAndDevicesAreListedInOrder() {
        Platform.Device device = new Platform.Device("cpu", "OpenCL 3.0", "3.1", 2);
        List<Finding> findings = Doctor.platforms(List.of(new Platform("PoCL", "OpenCL 3.0 PoCL", List.of(device))));
        assertEquals(
                List.of("PoCL, OpenCL 3.0 PoCL", "cpu, 2 compute units, OpenCL 3.0, driver 3.1"),
                findings.stream().map(Finding::detail).toList());
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
