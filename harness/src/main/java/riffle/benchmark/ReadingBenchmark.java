package riffle.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import riffle.bundle.Bundle;
import riffle.bundle.BundleFile;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Planner;
import riffle.weights.SafeTensors;
import riffle.weights.SafeTensorsFile;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Files of ShuffleNet 1x (g = 3), read and checked; they stay in the system's cache. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReadingBenchmark {

    private Path folder;
    private Path safeTensors;
    private Path bundle;

    /** Writes the files. */
    @Setup
    public void write() throws IOException {
        folder = Files.createTempDirectory("riffle-jmh");
        safeTensors = folder.resolve("network.safetensors");
        bundle = folder.resolve("network.zip");
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build();
        Weights weights = SeededWeights.draw(network, 1);
        SafeTensors.write(safeTensors, Map.of(), weights.tensors());
        BundleFile.write(
                Bundle.of(Library.shipped(), Planner.plan(network, PlanKind.FUSED), Optional.of(weights)), bundle);
    }

    /** Weights from .safetensors. */
    @Benchmark
    public SafeTensorsFile safeTensors() {
        return SafeTensors.read(safeTensors);
    }

    /** A bundle with its plan, kernels and weights. */
    @Benchmark
    public Bundle bundle() {
        return BundleFile.read(bundle);
    }

    /** The kernels that are shipped. */
    @Benchmark
    public KernelLibrary library() {
        return Library.read();
    }

    /** Deletes the files. */
    @TearDown
    public void delete() throws IOException {
        Files.delete(safeTensors);
        Files.delete(bundle);
        Files.delete(folder);
    }
}
