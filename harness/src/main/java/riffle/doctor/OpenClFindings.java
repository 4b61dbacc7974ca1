package riffle.doctor;

import java.util.ArrayList;
import java.util.List;
import riffle.execution.Device;
import riffle.opencl.OpenClPlatform;
import riffle.opencl.OpenClSurvey;

/** What OpenCL there is: the library, each platform and each device, failing ones with what is wrong. */
public final class OpenClFindings {

    private static final String PLATFORM = "OpenCL platform";

    private static final String GET_DRIVER =
            "apt-get install pocl-opencl-icd (OpenCL on the CPU; or the driver of your device's vendor)";

    private OpenClFindings() {}

    /** A finding for the library, and one for each platform and device. */
    public static List<Finding> of(OpenClSurvey survey) {
        List<Finding> findings = new ArrayList<>();
        String tried = survey.refused().isEmpty() ? "" : "; tried before: " + String.join("; ", survey.refused());
        String path = survey.path().equals(survey.library()) ? "" : " (" + survey.path() + ")";
        findings.add(Finding.found("OpenCL library", survey.library() + path + tried));
        for (OpenClPlatform platform : survey.platforms()) {
            for (Device device : platform.devices()) {
                findings.add(Finding.found("OpenCL device " + device.index(), Doctor.named(device, "compute units")));
            }
            platform.failures()
                    .forEach(failure -> findings.add(Finding.failed(PLATFORM, platform.name() + ": " + failure)));
            if (platform.devices().isEmpty() && platform.failures().isEmpty()) {
                findings.add(Finding.failed(PLATFORM, platform.name() + ": no devices"));
            }
        }
        if (survey.platforms().stream().allMatch(platform -> platform.devices().isEmpty())) {
            findings.add(Finding.missing("OpenCL device", "none that works", GET_DRIVER));
        }
        return findings;
    }

    /**
     * What is wrong where no platform could be asked.
     *
     * @param reason of the worker that tried, in a line
     * @param drivers those registered with the loader
     */
    public static List<Finding> none(String reason, List<String> drivers) {
        if (drivers.isEmpty()) {
            return List.of(Finding.missing("OpenCL", reason, GET_DRIVER));
        }
        List<Finding> findings = new ArrayList<>();
        drivers.forEach(
                driver -> findings.add(Finding.failed("OpenCL driver", driver + ": registered, and does not answer")));
        findings.add(Finding.missing(
                "OpenCL",
                reason,
                "apt-get install ocl-icd-libopencl1 where no OpenCL library opens; else install again what registered"
                        + " the driver, or point OCL_ICD_VENDORS at another driver's .icd file"));
        return findings;
    }
}
