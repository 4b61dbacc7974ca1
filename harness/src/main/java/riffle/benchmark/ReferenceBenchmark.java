package riffle.benchmark;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.operator.Operator;
import riffle.reference.Reference;
import riffle.tensor.Tensor;

/** Single operators of the reference, at the shapes that ShuffleNet 1x (g = 3) has at 224x224. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReferenceBenchmark {

    private static final long SEED = 2018;

    /** Class of operators; the first of its kind in the network runs. */
    @Param({"dense conv", "group pointwise", "depthwise", "shuffle", "batch norm", "add", "pooling", "fully connected"})
    private String operatorClass;

    private Operator operator;
    private List<Tensor> inputs;
    private List<float[]> parameters;

    /** Takes the operator out of the network and draws its inputs and parameters. */
    @Setup
    public void prepare() {
        operator = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build().nodes().stream()
                .map(Node::operator)
                .filter(candidate -> candidate.operatorClass().equals(operatorClass))
                .findFirst()
                .orElseThrow();
        inputs = operator.inputs().stream()
                .map(shape -> Tensor.random(shape, SEED))
                .toList();
        parameters = operator.parameters().stream()
                .map(parameter -> random(parameter.elements()))
                .toList();
    }

    /** Values from 0.5 to 1, which suit variances too. */
    private static float[] random(int elements) {
        Random random = new Random(SEED);
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = 0.5f + random.nextFloat() / 2;
        }
        return values;
    }

    /** One application. */
    @Benchmark
    public Tensor apply() {
        return Reference.apply(operator, inputs, parameters);
    }
}
