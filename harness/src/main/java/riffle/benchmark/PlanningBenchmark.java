package riffle.benchmark;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Plan;
import riffle.plan.Planner;

/** From options to a network, and from a network to a checked plan. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlanningBenchmark {

    /** Family of the network: g = 3 where it has groups, scale 1. */
    @Param({"SHUFFLENET", "MOBILENET", "ALEXNET"})
    private Architecture architecture;

    private NetworkSpec spec;
    private Network network;

    /** Builds the network that is planned. */
    @Setup
    public void prepare() {
        spec = NetworkSpec.of(architecture, architecture.usualGroups(), 1);
        network = spec.build();
    }

    /** The network as a graph of operators. */
    @Benchmark
    public Network build() {
        return spec.build();
    }

    /** The fused plan. */
    @Benchmark
    public Plan planFused() {
        return Planner.plan(network, PlanKind.FUSED);
    }

    /** The plan as drawn. */
    @Benchmark
    public Plan planUnfused() {
        return Planner.plan(network, PlanKind.UNFUSED);
    }
}
