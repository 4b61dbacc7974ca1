package riffle.result.environment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import riffle.execution.Emulation;
import riffle.execution.Processor;

/**
 * What the machine says about itself.
 *
 * @param root root of the file system that describes it; another one in tests
 */
public record Machine(Path root) {

    /** Model of the processor, if the system tells. */
    public Optional<String> cpu() {
        return new Processor(root).name();
    }

    /** What emulates the processor, if anything was seen to. */
    public Optional<String> emulated() {
        return new Emulation(root, ProcessHandle.current().pid()).seen();
    }

    /** What stands behind {@link System#nanoTime}, and what times kernels. */
    public String clock() {
        return "System.nanoTime"
                + firstLine("sys/devices/system/clocksource/clocksource0/current_clocksource")
                        .map(source -> " (" + source + ")")
                        .orElse("")
                + "; kernels on OpenCL devices: event profiling, end minus start";
    }

    /** Frequency governor of the first core, if the system has one. */
    public Optional<String> governor() {
        return firstLine("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor");
    }

    /** One-minute load average, if the system tells. */
    public Optional<Double> loadAverage() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load < 0 ? Optional.empty() : Optional.of(load);
    }

    /** Load, temperature and clock now. */
    public Conditions conditions() {
        return new Conditions(loadAverage().orElse(null), orNull(temperature()), orNull(clockMhz()));
    }

    /** Hottest thermal zone, degrees Celsius. */
    private OptionalDouble temperature() {
        return readings("sys/class/thermal", "thermal_zone*", "temp")
                .filter(milli -> milli > 0) // a zone that is switched off reads 0 or less
                .map(milli -> milli / 1e3)
                .max();
    }

    /** Mean clock of the processors: of the frequency driver, else what the processor itself says. */
    private OptionalDouble clockMhz() {
        OptionalDouble driver = readings("sys/devices/system/cpu", "cpu[0-9]*", "cpufreq/scaling_cur_freq")
                .map(kilohertz -> kilohertz / 1e3)
                .average();
        return driver.isPresent() ? driver : cpuinfoMhz();
    }

    private OptionalDouble cpuinfoMhz() {
        try (var lines = Files.lines(root.resolve("proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("cpu MHz"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .flatMapToDouble(Machine::number)
                    .average();
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    /** The number in a file of each folder that matches; nothing from those that have none. */
    private DoubleStream readings(String parent, String folders, String file) {
        List<Path> found = new ArrayList<>();
        try (var stream = Files.newDirectoryStream(root.resolve(parent), folders)) {
            stream.forEach(found::add);
        } catch (IOException e) {
            return DoubleStream.empty();
        }
        return found.stream()
                .map(folder -> firstLine(root.relativize(folder).resolve(file).toString()))
                .flatMap(Optional::stream)
                .flatMapToDouble(Machine::number);
    }

    private static Double orNull(OptionalDouble reading) {
        return reading.isPresent() ? reading.getAsDouble() : null;
    }

    private static DoubleStream number(String text) {
        try {
            return DoubleStream.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return DoubleStream.empty();
        }
    }

    /** Operating system, version and architecture. */
    public String os() {
        OperatingSystemMXBean os = ManagementFactory.getOperatingSystemMXBean();
        return os.getName() + " " + os.getVersion() + " " + os.getArch();
    }

    /** Version and vendor of this Java virtual machine, which workers use too. */
    public String jdk() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        return runtime.getVmVersion() + " " + runtime.getVmVendor();
    }

    /** Logical processors. */
    public int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Version of a TornadoVM SDK, if it says one. */
    public static Optional<String> tornadoVersion(Path sdk) {
        try {
            return Files.readAllLines(sdk.resolve("etc/tornado.release")).stream()
                    .filter(line -> line.startsWith("version="))
                    .map(line -> line.substring("version=".length()).strip())
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Optional<String> firstLine(String file) {
        try (var lines = Files.lines(root.resolve(file))) {
            return lines.findFirst().map(String::strip);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
