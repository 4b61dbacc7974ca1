package riffle.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.doctor.Finding.State;
import riffle.execution.Device;
import riffle.opencl.OpenClPlatform;
import riffle.opencl.OpenClSurvey;

final class OpenClFindingsTest {

    private static final OpenClPlatform POCL = new OpenClPlatform(
            "PoCL, OpenCL 3.0", List.of(new Device(0, "cpu", "PoCL, OpenCL 3.0", "3.1", 2)), List.of());

    private static List<String> lines(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.state().label() + " " + finding.subject() + ": " + finding.detail())
                .toList();
    }

    private static List<Finding> of(OpenClPlatform... platforms) {
        return OpenClFindings.of(new OpenClSurvey(
                "libOpenCL.so",
                "/lib/libOpenCL.so",
                List.of("libOpenCL.so.1: cannot open shared object file"),
                List.of(platforms)));
    }

    @Test
    void onePlatformThatFailsCostsItsOwnRowAndNothingElse() {
        List<Finding> findings = of(
                new OpenClPlatform("Fake, OpenCL 1.2", List.of(), List.of("clGetDeviceIDs failed with -6")),
                POCL,
                new OpenClPlatform("Clover, OpenCL 1.1", List.of(), List.of()));
        assertEquals(
                List.of(
                        "found OpenCL library: libOpenCL.so (/lib/libOpenCL.so); tried before: libOpenCL.so.1: cannot"
                                + " open shared object file",
                        "failed OpenCL platform: Fake, OpenCL 1.2: clGetDeviceIDs failed with -6",
                        "found OpenCL device 0: cpu, 2 compute units, PoCL, OpenCL 3.0, driver 3.1",
                        "failed OpenCL platform: Clover, OpenCL 1.1: no devices"),
                lines(findings));
        assertTrue(findings.stream().noneMatch(Finding::isMissing));
    }

    @Test
    void withoutADeviceThatWorksOneIsMissing() {
        Finding last = of(new OpenClPlatform("Fake", List.of(), List.of("out of memory")))
                .getLast();
        assertEquals(State.MISSING, last.state());
        assertTrue(last.remedy().orElseThrow().contains("pocl-opencl-icd"));
    }

    @Test
    void whereADriverIsRegisteredTheAdviceIsNotToInstallPocl() {
        List<Finding> findings =
                OpenClFindings.none("no OpenCL library opens here", List.of("/etc/OpenCL/vendors/pocl.icd"));
        assertEquals(
                "failed OpenCL driver: /etc/OpenCL/vendors/pocl.icd: registered, and does not answer",
                lines(findings).getFirst());
        assertTrue(findings.getLast().isMissing());
        assertTrue(findings.getLast().remedy().orElseThrow().startsWith("apt-get install ocl-icd-libopencl1"));
        assertTrue(OpenClFindings.none("nothing", List.of())
                .getFirst()
                .remedy()
                .orElseThrow()
                .contains("pocl-opencl-icd"));
    }
}
