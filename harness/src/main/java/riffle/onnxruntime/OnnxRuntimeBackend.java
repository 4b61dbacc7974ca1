package riffle.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import java.util.List;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.ModelProto;
import riffle.weights.Weights;

/**
 * ONNX Runtime on the processor, given the network as {@link OnnxModel} writes it. Plan {@code fused} is ONNX Runtime
 * with all its graph optimisations, {@code unfused} with none.
 *
 * @param threads threads that a session computes on, the caller's among them
 */
public record OnnxRuntimeBackend(int threads) implements Backend {

    /** Its name in commands and result files. */
    public static final String NAME = "onnxruntime";

    /** The backend on all processors. */
    public OnnxRuntimeBackend() {
        this(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Backend limitedTo(int limit) {
        return new OnnxRuntimeBackend(limit);
    }

    @Override
    public List<Device> devices() {
        return List.of(new Device(0, "CPU", "ONNX Runtime", load().getVersion(), threads));
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        return SessionExecution.start(load(), network, model(network, weights), plan, threads);
    }

    private static ModelProto model(Network network, Weights weights) {
        try {
            return OnnxModel.of(network, weights);
        } catch (IllegalArgumentException e) {
            throw new BackendUnavailableException(e.getMessage(), e);
        }
    }

    /** Its native library is unpacked and loaded at the first call; whatever is in the way of that is the machine's. */
    private static OrtEnvironment load() {
        try {
            return OrtEnvironment.getEnvironment();
        } catch (LinkageError | RuntimeException e) {
            throw new BackendUnavailableException(
                    "ONNX Runtime's native library cannot be loaded (" + rootMessage(e)
                            + "); it comes with the build, for Linux on x86-64 and arm64 with glibc 2.28 or newer and"
                            + " libstdc++, macOS on arm64, and Windows on x86-64, and needs a temporary folder that"
                            + " programs may be loaded from",
                    e);
        }
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
