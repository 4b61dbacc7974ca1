package riffle.measure.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Start;
import riffle.measure.protocol.Request;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;

/**
 * The command line and the environment of a worker for a request.
 *
 * @param arguments program and arguments
 * @param environment variables to set, over the parent's
 */
public record WorkerCommand(List<String> arguments, Map<String, String> environment) {

    private static final String DRIVER_CACHE = "POCL_CACHE_DIR";

    private static final long BASE_MEGABYTES = 512;
    private static final long COPIES = 3;

    /**
     * @param temporary absolute path of the folder where native libraries are unpacked, by LWJGL and ONNX Runtime
     * @throws BackendUnavailableException if the backend needs an SDK and there is none
     */
    static WorkerCommand of(WorkerSettings settings, Request request, Path temporary) {
        List<String> arguments = new ArrayList<>(List.of(settings.java().toString()));
        Map<String, String> environment = new TreeMap<>();
        Optional<Path> dump =
                request instanceof Request.Capture capture ? Optional.of(Path.of(capture.dump())) : Optional.empty();
        Start start = BackendKinds.of(request.backend()).start(settings.tornadoHome(), dump);
        arguments.addAll(start.arguments());
        environment.putAll(start.environment());
        // PoCL counts the machine's processors, whichever of them this process may use
        int threads = request.threads() == null ? Runtime.getRuntime().availableProcessors() : request.threads();
        environment.put("POCL_MAX_PTHREAD_COUNT", String.valueOf(threads));
        environment.put("POCL_CPU_MAX_CU_COUNT", String.valueOf(threads)); // its name since PoCL 4
        if (request instanceof Request.Measure measure && measure.driverCache() != null) {
            environment.put(DRIVER_CACHE, measure.driverCache());
        }
        settings.openClLibrary().ifPresent(name -> arguments.add("-Dorg.lwjgl.opencl.libname=" + name));
        arguments.add("-Xmx" + heapMegabytes(request) + "m");
        if (isShort(request)) {
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        arguments.add("-Djava.io.tmpdir=" + temporary);
        environment.put("TMPDIR", temporary.toString());
        environment.put(
                "ORT_DISABLE_TELEMETRY",
                "1"); // else ONNX Runtime keeps a device id and events, to be sent to its makers
        // LWJGL and TornadoVM call native code, and LWJGL finds its memory by Unsafe
        arguments.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        arguments.add(settings.mainClass());
        if (!(request instanceof Request.Sweep)) { // whose report has no place to say so
            settings.tunings().ifPresent(folder -> arguments.add(folder.toString()));
        }
        // not an argument: ONNX Runtime 1.29 crashes in a process whose command line is longer than 4096 bytes
        environment.put("CLASSPATH", settings.classPath());
        return new WorkerCommand(List.copyOf(arguments), environment);
    }

    /** The same with a folder for what the OpenCL driver compiles. */
    WorkerCommand withDriverCache(Path cache) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put(DRIVER_CACHE, cache.toAbsolutePath().toString());
        return new WorkerCommand(arguments, variables);
    }

    /** Whether it ends before thorough compilation of its Java code would pay; nothing is timed in it. */
    private static boolean isShort(Request request) {
        return request instanceof Request.FindDevice
                || request instanceof Request.Survey
                || request instanceof Request.Capture;
    }

    /** Room for the weights as drawn, packed and handed over, and for every intermediate tensor. */
    private static long heapMegabytes(Request request) {
        return switch (request) {
            case Request.FindDevice find -> BASE_MEGABYTES;
            case Request.Survey survey -> BASE_MEGABYTES;
            case Request.Verify verify ->
                4 * BASE_MEGABYTES + (verify.network() == null ? 0 : heapMegabytes(verify.network()));
            case Request.Ablate ablate -> heapMegabytes(ablate.workload().network());
            case Request.Tune tune -> heapMegabytes(tune.workload().network());
            case Request.MeasureCeilings ceilings -> BASE_MEGABYTES;
            case Request.Capture capture -> 4 * BASE_MEGABYTES;
            case Request.Prepare prepare -> heapMegabytes(prepare.workload().network());
            case Request.Measure measure -> heapMegabytes(measure.workload().network());
            case Request.Infer infer -> heapMegabytes(infer.pass().network());
            case Request.Sweep sweep ->
                sweep.probes().stream()
                        .mapToLong(probe -> heapMegabytes(probe.whole()))
                        .max()
                        .orElse(BASE_MEGABYTES);
        };
    }

    /** The heap of a worker that measures a network, in MB. */
    public static long heapMegabytes(NetworkSpec spec) {
        return heapMegabytes(spec.build());
    }

    private static long heapMegabytes(Network network) {
        long floats = 0;
        for (Node node : network.nodes()) {
            floats += node.operator().output().elements();
        }
        floats += network.parameters().values().stream()
                .mapToLong(parameter -> parameter.elements())
                .sum();
        return BASE_MEGABYTES + COPIES * Float.BYTES * floats / 1_000_000;
    }
}
