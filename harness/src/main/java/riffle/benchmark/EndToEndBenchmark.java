package riffle.benchmark;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import riffle.execution.Backend;
import riffle.execution.BackendKinds;
import riffle.execution.Execution;
import riffle.execution.Sample;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;

/** Whole passes, inputs on the host to output on the host, on the first device of a backend. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EndToEndBenchmark {

    private static final long SEED = 2018;

    /** Name of the backend, which the command line always says. */
    @Param("")
    private String backend;

    /** Scale of the ShuffleNet. */
    @Param({"0.5", "1"})
    private double scale;

    private Execution execution;
    private List<Tensor> inputs;

    /** Loads and compiles. */
    @Setup
    public void prepare() {
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, scale).build();
        Backend found = BackendKinds.open(backend, Optional.empty());
        inputs = network.inputs().stream()
                .map(shape -> Tensor.random(shape, SEED))
                .toList();
        execution = found.prepare(
                network,
                SeededWeights.draw(network, SEED),
                BackendKinds.of(backend).plans().usual(),
                found.devices().getFirst());
    }

    /** One pass. */
    @Benchmark
    public Sample pass() {
        return execution.run(inputs);
    }

    /** Frees the device's memory. */
    @TearDown
    public void close() {
        execution.close();
    }
}
