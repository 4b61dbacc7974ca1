package riffle.onnxruntime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.NonFiniteShapes;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Execution;
import riffle.execution.PlanKind;
import riffle.execution.Sample;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.onnx.OnnxFile;
import riffle.onnx.OnnxModel;
import riffle.operator.Arithmetic;
import riffle.operator.Clip;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.PRelu;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** ONNX Runtime against the reference and against PyTorch's outputs. */
class OnnxRuntimeBackendTest {

    private static final Path GOLDEN = Path.of("../cpu-reference/src/test/resources/golden/networks");
    private static final double TOLERANCE = 1e-4;

    private final OnnxRuntimeBackend backend = new OnnxRuntimeBackend(1);

    private Sample run(Network network, Weights weights, Tensor input, PlanKind plan) {
        try (Execution execution =
                backend.prepare(network, weights, plan, backend.devices().getFirst())) {
            return execution.run(List.of(input));
        }
    }

    private static void assertClose(Tensor actual, Tensor expected) {
        Comparison comparison = Comparison.of(actual, expected);
        assertTrue(comparison.within(TOLERANCE), comparison::detail);
    }

    static Stream<NetworkSpec> everyFamily() {
        Stream<NetworkSpec> whole = Stream.of(
                new NetworkSpec(Architecture.SHUFFLENET, 3, 0.5, 2, 64, 49, 10),
                new NetworkSpec(Architecture.SHUFFLENET, 8, 1, 1, 32, 32, 10),
                new NetworkSpec(Architecture.MOBILENET, 1, 0.25, 1, 64, 96, 10),
                new NetworkSpec(Architecture.ALEXNET_CONVOLUTIONS, 1, 1, 2, 67, 79, 10));
        Stream<NetworkSpec> units = Stream.of(Architecture.values())
                .filter(Architecture::isUnit)
                .map(unit -> new NetworkSpec(
                        unit, unit == Architecture.RESNEXT_UNIT ? unit.usualGroups() : 3, 0.5, 2, 9, 13, 10));
        return Stream.concat(whole, units);
    }

    /** The file, read by ONNX Runtime itself, and the backend, which is given the same model in memory. */
    @ParameterizedTest
    @MethodSource("everyFamily")
    void everyNetworkMatchesTheReference(NetworkSpec spec, @TempDir Path folder) throws IOException, OrtException {
        Network network = spec.build();
        Weights weights = SeededWeights.draw(network, 3);
        Tensor input = Tensor.random(network.input(), 4);
        Tensor expected = Reference.run(network, weights, List.of(input));

        Path file = folder.resolve("network.onnx");
        OnnxFile.write(file, OnnxModel.of(network, weights));
        assertClose(new Tensor(network.output(), runFile(file, input)), expected);
        assertClose(run(network, weights, input, PlanKind.FUSED).output(), expected);
    }

    private static boolean loses(Case some) {
        return some.network().nodes().stream()
                .map(Node::operator)
                .anyMatch(operator -> operator instanceof MaxPool
                        || operator instanceof LocalResponseNorm
                        || (operator instanceof GeneralPool pool && pool.kind() == GeneralPool.Kind.MAX));
    }

    static Stream<Case> nonFinite() {
        return NonFiniteShapes.all().stream().filter(some -> !loses(some));
    }

    static Stream<Case> lost() {
        return NonFiniteShapes.all().stream().filter(OnnxRuntimeBackendTest::loses);
    }

    /** Its maxima leave NaN out, and its sums over channels carry it on to channels further up. */
    @ParameterizedTest
    @MethodSource("lost")
    void whatItWouldLoseIsRefused(Case some) {
        try (Execution execution = backend.prepare(
                some.network(),
                some.weights(),
                PlanKind.FUSED,
                backend.devices().getFirst())) {
            BackendUnavailableException refused =
                    assertThrows(BackendUnavailableException.class, () -> execution.run(some.inputs()));
            assertTrue(refused.getMessage().contains(" does not keep NaN and infinities"), refused::getMessage);
            List<Tensor> finite =
                    some.network().inputs().stream().map(Tensor::zeros).toList();
            assertEquals(some.network().output(), execution.run(finite).output().shape());
        }
    }

    /** NaN and infinities are where the reference has them: two implementations that share nothing. */
    @ParameterizedTest
    @MethodSource("nonFinite")
    void nanAndInfinitiesAreTheReferences(Case some) {
        for (PlanKind plan : List.of(PlanKind.UNFUSED, PlanKind.FUSED)) {
            try (Execution execution = backend.prepare(
                    some.network(), some.weights(), plan, backend.devices().getFirst())) {
                Comparison comparison =
                        some.compare(execution.run(some.inputs()).output());
                assertTrue(comparison.within(TOLERANCE), comparison::detail);
            }
        }
    }

    /** AlexNet's fully connected layers need its full size, and make a file too large to write in passing. */
    @Test
    void alexNetMatchesTheReference() {
        Network network = new NetworkSpec(Architecture.ALEXNET, 1, 1, 1, 224, 224, 10).build();
        Weights weights = SeededWeights.draw(network, 3);
        Tensor input = Tensor.random(network.input(), 4);
        Tensor expected = Reference.run(network, weights, List.of(input));
        assertClose(run(network, weights, input, PlanKind.FUSED).output(), expected);
    }

    private static float[] runFile(Path file, Tensor input) throws OrtException {
        Shape shape = input.shape();
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.data()), new long[] {
                    shape.n(), shape.c(), shape.h(), shape.w()
                });
                OrtSession.Result result = session.run(Map.of("input", tensor))) {
            FloatBuffer output = ((OnnxTensor) result.get("output").orElseThrow()).getFloatBuffer();
            float[] data = new float[output.remaining()];
            output.get(data);
            return data;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"authors-g3-s0.5-c100-64", "listing1-g3-c100-64", "listing2-g3-c100-64"})
    void otherPeoplesWeightsGiveTheirOutputs(String name) {
        Map<String, NamedTensor> tensors =
                SafeTensors.read(GOLDEN.resolve(name + ".io.safetensors")).tensors();
        Shape shape = new Shape(1, 3, 64, 64);
        Checkpoint checkpoint = Checkpoint.read(GOLDEN.resolve(name + ".safetensors"), Asked.NOTHING, shape);
        Tensor output = run(
                        checkpoint.network(),
                        checkpoint.weights(),
                        new Tensor(shape, tensors.get("input").data()),
                        PlanKind.FUSED)
                .output();
        assertClose(
                output,
                new Tensor(checkpoint.network().output(), tensors.get("output").data()));
    }

    /** What follows a fully connected layer may stay flat, take slopes by channel, or meet another value. */
    @ParameterizedTest
    @EnumSource(PlanKind.class)
    void activationsAndSumsTakeVectors(PlanKind plan) {
        FullyConnected dense = new FullyConnected(new Shape(2, 3, 2, 2), 5, true);
        Shape shape = dense.output();
        Network network = new Network(
                "vectors",
                dense.inputs(),
                List.of(
                        new Node("dense", dense, List.of(Network.INPUT)),
                        new Node("clip", new Clip(shape, -0.5, 0.5), List.of("dense")),
                        new Node("prelu", new PRelu(shape), List.of("clip")),
                        new Node("product", Arithmetic.of(Arithmetic.Kind.MULTIPLY, shape), List.of("dense", "prelu")),
                        new Node("again", new FullyConnected(shape, 4, false), List.of("product"))),
                Optional.empty());
        Weights weights = SeededWeights.draw(network, 5);
        Tensor input = Tensor.random(network.input(), 6);
        assertClose(run(network, weights, input, plan).output(), Reference.run(network, weights, List.of(input)));
    }

    /** A flat value that an operator on images takes up again. */
    @ParameterizedTest
    @EnumSource(PlanKind.class)
    void vectorsBecomeImagesAgain(PlanKind plan) {
        FullyConnected dense = new FullyConnected(new Shape(2, 3, 2, 2), 5, true);
        Network network = new Network(
                "vector to image",
                dense.inputs(),
                List.of(
                        new Node("dense", dense, List.of(Network.INPUT)),
                        new Node("pool", new GlobalAvgPool(dense.output()), List.of("dense"))),
                Optional.empty());
        Weights weights = SeededWeights.draw(network, 5);
        Tensor input = Tensor.random(network.input(), 6);
        assertClose(run(network, weights, input, plan).output(), Reference.run(network, weights, List.of(input)));
    }

    @Test
    void aSessionIsOneLaunchWhoseTimeIsKernelTime() {
        Network network = new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 8, 8, 10).build();
        Sample sample = run(network, SeededWeights.draw(network, 1), Tensor.random(network.input(), 2), PlanKind.FUSED);
        assertEquals(1, sample.kernelNanos().size());
        assertEquals(0, sample.transferNanos());
        assertTrue(sample.kernelNanosTotal() > 0);
        assertTrue(sample.dispatchNanos() > 0);
    }

    @Test
    void whatOnnxCannotSayIsNotToBeHad() {
        Network network = Network.of(new LocalResponseNorm(new Shape(1, 5, 2, 2), 4, 1, 0.5, 1));
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class,
                () -> run(network, new Weights(Map.of()), Tensor.zeros(network.input()), PlanKind.FUSED));
        assertTrue(refusal.getMessage().startsWith("local_response_norm: size is 4"), refusal.getMessage());
    }

    /** A native thread inherits the name of the one that made it, and those of the JVM get names of their own. */
    @Test
    void aSessionHasTheThreadsItWasGiven() throws IOException {
        Path tasks = Path.of("/proc/self/task");
        assumeTrue(Files.isDirectory(tasks), "threads are counted where the system lists them under " + tasks);
        Network network = new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 8, 8, 10).build();
        Weights weights = SeededWeights.draw(network, 1);
        for (int threads : new int[] {1, 2, 4}) {
            OnnxRuntimeBackend limited = new OnnxRuntimeBackend(threads);
            assertEquals(threads, limited.devices().getFirst().computeUnits());
            long before = threadsNamedAsThis(tasks);
            try (Execution execution = limited.prepare(
                    network, weights, PlanKind.FUSED, limited.devices().getFirst())) {
                execution.run(List.of(Tensor.random(network.input(), 2)));
                assertEquals(threads, 1 + threadsNamedAsThis(tasks) - before);
            }
        }
    }

    private static long threadsNamedAsThis(Path tasks) throws IOException {
        String name = Files.readString(Path.of("/proc/thread-self/comm"));
        try (Stream<Path> all = Files.list(tasks)) {
            return all.filter(task -> name.equals(nameOf(task))).count();
        }
    }

    private static String nameOf(Path task) {
        try {
            return Files.readString(task.resolve("comm"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
