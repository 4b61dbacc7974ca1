package riffle.result.environment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import riffle.execution.Device;
import riffle.result.json.Json;

/**
 * Where and when something was measured. What the system does not tell is null.
 *
 * @param date start of the run, UTC, ISO 8601
 * @param device device that the run is about
 * @param deviceIdentity what stays the same when its driver is updated: results of a device are in a folder of this
 *     name; null in files that do not say
 * @param platform the OpenCL platform with its version, or the JVM
 * @param driver driver version
 * @param computeUnits compute units of the device as it was limited
 * @param threads the limit asked for: a number or {@code all}
 * @param tornadoVm version of the TornadoVM SDK
 * @param jdk version and vendor of the Java virtual machine
 * @param os operating system, version and architecture
 * @param cpu model of the host's processor
 * @param emulated what emulates the processor that programs run on, such as {@code aarch64 on x86-64}: times are then
 *     none of a machine; null where that was not seen, and in files that do not say
 * @param processors logical processors of the host
 * @param commit commit of the project, with {@code -dirty} behind it if files differed from it
 * @param clock what times a pass on the host with the system's clock source, and what times kernels
 * @param governor frequency governor of the first core
 * @param loadAverage one-minute load average at the start
 * @param loadAverageEnd the same when the file was last written
 * @param tornadoFlags system properties that TornadoVM was started with, over its own defaults; empty where it did not
 *     run
 * @param tuning what {@code tune} had found for the device; null for nothing
 * @param leftOut what the run could not include, and how to get it
 */
public record Environment(
        String date,
        String device,
        String deviceIdentity,
        String platform,
        String driver,
        Integer computeUnits,
        String threads,
        @JsonProperty("tornadovm") String tornadoVm,
        String jdk,
        String os,
        String cpu,
        String emulated,
        int processors,
        String commit,
        String clock,
        String governor,
        Double loadAverage,
        Double loadAverageEnd,
        List<String> tornadoFlags,
        String tuning,
        List<String> leftOut) {

    private static final Set<String> MOMENTARY = Set.of("date", "load_average", "load_average_end");

    public Environment {
        tornadoFlags = List.copyOf(tornadoFlags);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * Whether the device is the host's processor, so that its compute units are threads; files that do not say are of
     * PoCL's.
     */
    @JsonIgnore
    public boolean isProcessor() {
        return deviceIdentity == null ? platform != null && Device.isPocl(platform) : deviceIdentity.contains("-cpu-");
    }

    /** What results are kept under. */
    public String kept() {
        return deviceIdentity == null ? device : deviceIdentity;
    }

    /** Fields in which another one differs, without those that no two moments share: date and load. */
    public List<Difference> differences(Environment other) {
        Map<String, String> ours = Json.fields(this);
        Map<String, String> theirs = Json.fields(other);
        return ours.keySet().stream()
                .filter(field -> !MOMENTARY.contains(field))
                .filter(field -> !ours.get(field).equals(theirs.get(field)))
                .map(field -> new Difference(field, ours.get(field), theirs.get(field)))
                .toList();
    }

    /** The same with the load average of a later moment. */
    public Environment endingAt(Double newLoadAverage) {
        return new Environment(
                date,
                device,
                deviceIdentity,
                platform,
                driver,
                computeUnits,
                threads,
                tornadoVm,
                jdk,
                os,
                cpu,
                emulated,
                processors,
                commit,
                clock,
                governor,
                loadAverage,
                newLoadAverage,
                tornadoFlags,
                tuning,
                leftOut);
    }
}
