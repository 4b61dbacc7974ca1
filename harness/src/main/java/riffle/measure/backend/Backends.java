package riffle.measure.backend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.execution.PlanKind;
import riffle.onnxruntime.OnnxRuntimeBackend;
import riffle.replay.BundleBackend;
import riffle.replay.TuningFile;

/** Finds backends and devices by what people call them. */
public final class Backends {

    /** The backend of the kernels that TornadoVM compiles. */
    public static final String TORNADO = "tornado";

    /** Before the path of a bundle's file: the backend that replays that file. */
    private static final String BUNDLE_FILE = BundleBackend.NAME + ":";

    /** What a user without TornadoVM reads. */
    public static final String TORNADO_MISSING = "TornadoVM is not installed: backend tornado needs the TornadoVM SDK"
            + " 5.2.0-jdk25 for OpenCL; get it with `sdk install tornadovm 5.2.0-jdk25-opencl` (SDKMAN), or unpack it"
            + " and set TORNADOVM_HOME, then build again";

    /**
     * What TornadoVM is started with, and its backend checks: without the first it would answer a failure with silent,
     * wrong results.
     */
    public static final List<String> TORNADO_FLAGS = List.of(
            "-Dtornado.recover.bailout=False",
            "-Dtornado.tvm.maxbytecodesize=65536",
            "-Dtornado.max.events=1024",
            "-Dtornado.compiler.fullInlining=True",
            "-Djdk.graal.MethodInlineBailoutLimit=100000");

    private Backends() {}

    /** Arguments of a Java machine that runs backend {@value #TORNADO}, with the SDK of this folder. */
    public static List<String> tornadoArguments(Path sdk) {
        List<String> arguments = new ArrayList<>();
        arguments.add("@" + sdk + "/tornado-argfile");
        arguments.add("@" + sdk + "/etc/exportLists/opencl-exports");
        arguments.addAll(TORNADO_FLAGS);
        return arguments;
    }

    /**
     * The backend of a name, among the reference and those on the class path.
     *
     * @throws BackendUnavailableException if there is none
     */
    public static Backend named(String name) {
        return named(name, Optional.empty());
    }

    /**
     * The same, where the replay of plans made here and now follows tunings.
     *
     * @throws BackendUnavailableException if there is none
     */
    public static Backend named(String name, Optional<TuningFile> tunings) {
        if (name.equals(ReferenceBackend.NAME)) {
            return new ReferenceBackend();
        }
        if (name.equals(BundleBackend.NAME)) {
            return tunings.map(BundleBackend::new).orElseGet(BundleBackend::new);
        }
        if (name.startsWith(BUNDLE_FILE)) {
            return new BundleBackend(Path.of(name.substring(BUNDLE_FILE.length())));
        }
        if (name.equals(OnnxRuntimeBackend.NAME)) {
            return new OnnxRuntimeBackend();
        }
        List<Backend> found = ServiceLoader.load(Backend.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return found.stream()
                .filter(backend -> backend.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BackendUnavailableException("no backend called " + name + " in this build, only "
                        + ReferenceBackend.NAME + ", " + BundleBackend.NAME + ", " + OnnxRuntimeBackend.NAME
                        + found.stream().map(backend -> ", " + backend.name()).collect(Collectors.joining())
                        + (name.equals(TORNADO)
                                ? "; build the project again where a TornadoVM SDK is installed (./riffle doctor)"
                                : "")));
    }

    /** The backend that replays one bundle. */
    public static String replaying(Path bundle) {
        return BUNDLE_FILE + bundle.toAbsolutePath();
    }

    /** What people read of a backend: its name without the file that it replays. */
    public static String label(String name) {
        return name.startsWith(BUNDLE_FILE) ? BundleBackend.NAME : name;
    }

    /** The plan that a backend runs unless another is asked for. */
    public static PlanKind defaultPlan(String backend) {
        return backend.equals(ReferenceBackend.NAME) ? PlanKind.UNFUSED : PlanKind.FUSED;
    }

    /**
     * The device that was asked for.
     *
     * @param asked index; or else the name, or any part of name, platform or vendor that fits one device alone; null
     *     for the first
     * @throws BackendUnavailableException if no device or more than one fits; the message lists them
     */
    public static Device choose(Backend backend, String asked) {
        List<Device> devices = backend.devices();
        if (devices.isEmpty()) {
            throw new BackendUnavailableException(
                    "backend " + backend.name() + " finds no device; ./riffle doctor says more");
        }
        if (asked == null) {
            return devices.getFirst();
        }
        if (asked.isBlank()) {
            throw new BackendUnavailableException("--device is blank, must be an index or part of a device's name");
        }
        List<Device> fitting = fitting(devices, asked.strip());
        if (fitting.isEmpty()) {
            throw new BackendUnavailableException(
                    "no device fits --device " + asked + "; backend " + backend.name() + " has " + listed(devices));
        }
        if (fitting.size() > 1) {
            throw new BackendUnavailableException(
                    "several devices fit --device " + asked + ": " + listed(fitting) + "; an index fits one alone");
        }
        return fitting.getFirst();
    }

    /**
     * A number is an index, or else the one number of that kind in a name; a whole name comes before its parts, and
     * they before a platform or vendor.
     */
    private static List<Device> fitting(List<Device> devices, String asked) {
        if (asked.matches("\\d+")) {
            List<Device> indexed = devices.stream()
                    .filter(device -> String.valueOf(device.index()).equals(asked))
                    .toList();
            List<Device> numbered = devices.stream()
                    .filter(device -> device.name().matches(".*\\b" + asked + "\\b.*"))
                    .toList();
            return indexed.isEmpty() && numbered.size() == 1 ? numbered : indexed;
        }
        List<Device> named = devices.stream()
                .filter(device -> device.name().equalsIgnoreCase(asked))
                .toList();
        if (!named.isEmpty()) {
            return named;
        }
        List<Device> partly = devices.stream()
                .filter(device -> device.name().toLowerCase(Locale.ROOT).contains(asked.toLowerCase(Locale.ROOT)))
                .toList();
        return partly.isEmpty()
                ? devices.stream().filter(device -> device.isCalled(asked)).toList()
                : partly;
    }

    private static String listed(List<Device> devices) {
        return devices.stream().map(Device::listed).collect(Collectors.joining(", "));
    }

    /**
     * What a user reads whose OpenCL driver is there and does not run what is to run by default. To run something else
     * instead would say nothing about that device.
     *
     * @param reason why backend {@value BundleBackend#NAME} cannot run
     */
    public static ExecutionException defaultCannotRun(String reason) {
        return new ExecutionException(
                "OpenCL is here, but the default backend cannot run on it: " + reason + "; ./riffle doctor says more",
                null);
    }

    /**
     * The same where the library finds no platform.
     *
     * @param drivers those registered with the loader, at least one
     */
    public static ExecutionException noneAnswers(List<String> drivers) {
        return defaultCannotRun("registered is " + String.join(", ", drivers) + ", and no driver answers");
    }

    /** Whether a device's driver keeps what it compiled where it is told to: {@code POCL_CACHE_DIR}. */
    public static boolean takesCacheFolder(Device device) {
        return device.isPocl();
    }

    /**
     * Checks that a device is limited as asked. PoCL and ONNX Runtime would also take a limit beyond the machine's
     * processors.
     *
     * @param threads the limit; null if there is none
     * @throws BackendUnavailableException if the device shows another number of compute units
     */
    public static void requireThreads(Backend backend, Device device, Integer threads) {
        if (threads == null) {
            return;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        boolean anyLimit = device.isPocl() || backend.name().equals(OnnxRuntimeBackend.NAME);
        if (anyLimit && threads > processors) {
            throw new BackendUnavailableException(
                    "cannot run on " + threads + " threads: this machine has " + processors + " processors");
        }
        if (device.computeUnits() == threads) {
            return;
        }
        if (backend.name().equals(ReferenceBackend.NAME)) {
            throw new BackendUnavailableException("the reference runs on 1 thread, not on " + threads);
        }
        throw new BackendUnavailableException("cannot limit " + device.name() + " to " + threads + " threads: it shows "
                + device.computeUnits() + " compute units; of the OpenCL drivers only PoCL's CPU device takes a limit"
                + " (POCL_MAX_PTHREAD_COUNT, from version 4 on POCL_CPU_MAX_CU_COUNT)");
    }
}
