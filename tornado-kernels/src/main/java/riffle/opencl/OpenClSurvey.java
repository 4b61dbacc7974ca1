package riffle.opencl;

import java.util.List;

/**
 * What OpenCL there is on this machine, working or not.
 *
 * @param library the name under which the OpenCL library opened
 * @param path where it lies
 * @param refused names tried before, each with the system's reason
 * @param platforms those that it knows
 */
public record OpenClSurvey(String library, String path, List<String> refused, List<OpenClPlatform> platforms) {

    public OpenClSurvey {
        refused = List.copyOf(refused);
        platforms = List.copyOf(platforms);
    }
}
