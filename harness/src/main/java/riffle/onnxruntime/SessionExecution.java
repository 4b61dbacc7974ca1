package riffle.onnxruntime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.execution.Sample;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.ModelProto;
import riffle.operator.GeneralPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.tensor.OddValues;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * A session of ONNX Runtime. To the outside it is one launch: ONNX Runtime does not say what its operators take, so the
 * time of the whole session, its own dispatch included, stands as kernel time. Inputs are copied into the memory that
 * the session reads and its output out of the memory that it writes; both copies count as dispatch, for no device
 * copies anything.
 */
final class SessionExecution implements Execution {

    private final Network network;
    private final OrtSession session;
    private final Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
    private final List<FloatBuffer> inputMemory = new ArrayList<>();
    private final FloatBuffer outputMemory;
    private final OnnxTensor output;
    private final long compileNanos;
    private List<Tensor> taken = List.of();

    private SessionExecution(OrtEnvironment environment, Network network, OrtSession session, long compileNanos)
            throws OrtException {
        this.network = network;
        this.session = session;
        this.compileNanos = compileNanos;
        for (int i = 0; i < network.inputs().size(); i++) {
            Shape shape = network.inputs().get(i);
            FloatBuffer memory = memory(shape);
            inputMemory.add(memory);
            inputs.put(Network.inputName(i), OnnxTensor.createTensor(environment, memory, dimensions(shape, false)));
        }
        outputMemory = memory(network.output());
        boolean isFlat = session.getOutputInfo().get(OnnxModel.OUTPUT).getInfo() instanceof TensorInfo info
                && info.getShape().length == 2;
        output = OnnxTensor.createTensor(environment, outputMemory, dimensions(network.output(), isFlat));
    }

    /**
     * Loads a model into a session.
     *
     * @throws ExecutionException if ONNX Runtime refuses it
     */
    static SessionExecution start(
            OrtEnvironment environment, Network network, ModelProto model, PlanKind plan, int threads) {
        long start = System.nanoTime();
        try (SessionOptions options = options(plan, threads)) {
            OrtSession session = environment.createSession(bytes(model), options);
            return new SessionExecution(environment, network, session, System.nanoTime() - start);
        } catch (OrtException e) {
            throw new ExecutionException("ONNX Runtime does not take " + network.name(), e);
        }
    }

    private static ByteBuffer bytes(ModelProto model) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(model.getSerializedSize());
        CodedOutputStream stream = CodedOutputStream.newInstance(bytes);
        try {
            model.writeTo(stream);
            stream.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
        return bytes.rewind();
    }

    private static SessionOptions options(PlanKind plan, int threads) throws OrtException {
        SessionOptions options = new SessionOptions();
        options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
        options.setIntraOpNumThreads(threads);
        options.setInterOpNumThreads(1);
        options.setOptimizationLevel(
                plan == PlanKind.UNFUSED ? SessionOptions.OptLevel.NO_OPT : SessionOptions.OptLevel.ALL_OPT);
        return options;
    }

    @Override
    public List<Launch> launches() {
        List<String> nodes = network.nodes().stream().map(Node::name).toList();
        return List.of(new Launch("session", "session", "whole session", nodes, network.cost()));
    }

    @Override
    public long compileNanos() {
        return compileNanos;
    }

    /** @throws BackendUnavailableException for NaN and infinities where the network has operators that lose them */
    @Override
    public Sample run(List<Tensor> tensors) {
        if (!tensors.equals(taken)) { // tensors are equal that are the same
            refuseWhatIsLost(tensors);
            taken = tensors;
        }
        Tensor result = Tensor.zeros(network.output());
        long start = System.nanoTime();
        for (int i = 0; i < tensors.size(); i++) {
            inputMemory.get(i).put(0, tensors.get(i).data());
        }
        long started = System.nanoTime();
        try {
            session.run(inputs, Map.of(OnnxModel.OUTPUT, output)).close(); // the output's memory is ours and stays
            long ended = System.nanoTime();
            outputMemory.get(0, result.data());
            return new Sample(result, System.nanoTime() - start, 0, List.of(ended - started));
        } catch (OrtException e) {
            throw new ExecutionException("ONNX Runtime failed to run " + network.name(), e);
        }
    }

    private void refuseWhatIsLost(List<Tensor> tensors) {
        Optional<Operator> losing = network.nodes().stream()
                .map(Node::operator)
                .filter(SessionExecution::loses)
                .findFirst();
        Optional<String> odd = tensors.stream()
                .flatMap(tensor -> OddValues.notFinite(tensor.data()).stream())
                .findFirst();
        if (losing.isPresent() && odd.isPresent()) {
            throw new BackendUnavailableException("ONNX Runtime's "
                    + losing.get().type()
                    + " does not keep NaN and infinities as its definition does, and an input has " + odd.get());
        }
    }

    private static boolean loses(Operator operator) {
        return switch (operator) {
            case MaxPool op -> true;
            case GeneralPool op -> op.kind() == GeneralPool.Kind.MAX;
            case LocalResponseNorm op -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        try {
            inputs.values().forEach(OnnxTensor::close);
            output.close();
            session.close();
        } catch (OrtException e) {
            throw new ExecutionException("ONNX Runtime failed to end a session", e);
        }
    }

    private static FloatBuffer memory(Shape shape) {
        return ByteBuffer.allocateDirect(shape.elements() * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    private static long[] dimensions(Shape shape, boolean isFlat) {
        return isFlat ? new long[] {shape.n(), shape.c()} : new long[] {shape.n(), shape.c(), shape.h(), shape.w()};
    }
}
