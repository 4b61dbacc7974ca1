package riffle.measure.backend;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import riffle.execution.Backend;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.execution.Trait;

/** Finds devices of backends by what people call them, and says what keeps a backend from running. */
public final class Backends {

    private Backends() {}

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
     * @param reason why the backend that runs by default cannot
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
     * Checks that a device is limited as asked. PoCL and backends that limit themselves would also take a limit beyond
     * the machine's processors.
     *
     * @param threads the limit; null if there is none
     * @throws BackendUnavailableException if the device shows another number of compute units
     */
    public static void requireThreads(Backend backend, Device device, Integer threads) {
        if (threads == null) {
            return;
        }
        int processors = Runtime.getRuntime().availableProcessors();
        BackendKind kind = BackendKinds.of(backend.name());
        boolean anyLimit = device.isPocl() || kind.has(Trait.OWN_THREADS);
        if (anyLimit && threads > processors) {
            throw new BackendUnavailableException(
                    "cannot run on " + threads + " threads: this machine has " + processors + " processors");
        }
        if (device.computeUnits() == threads) {
            return;
        }
        if (kind.has(Trait.ONE_THREAD)) {
            throw new BackendUnavailableException("the " + kind.name() + " runs on 1 thread, not on " + threads);
        }
        throw new BackendUnavailableException("cannot limit " + device.name() + " to " + threads + " threads: it shows "
                + device.computeUnits() + " compute units; of the OpenCL drivers only PoCL's CPU device takes a limit"
                + " (POCL_MAX_PTHREAD_COUNT, from version 4 on POCL_CPU_MAX_CU_COUNT)");
    }
}
