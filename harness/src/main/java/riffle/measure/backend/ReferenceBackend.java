package riffle.measure.backend;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.execution.Sample;
import riffle.network.Network;
import riffle.network.Node;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** The reference as a backend: one launch per operator on one thread of the JVM, nothing compiled, nothing copied. */
public final class ReferenceBackend implements Backend {

    /** Its name in commands and result files. */
    public static final String NAME = "reference";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Device> devices() {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return List.of(
                new Device(0, "JVM", runtime.getVmName(), Runtime.version().toString(), 1));
    }

    @Override
    public List<PlanKind> plans(Network network, Device device) {
        return List.of(PlanKind.UNFUSED);
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        requirePlan(plan);
        return new ReferenceExecution(network, weights);
    }

    /**
     * Refuses any plan but unfused.
     *
     * @throws BackendUnavailableException if the reference does not run this plan
     */
    public static void requirePlan(PlanKind plan) {
        if (plan != PlanKind.UNFUSED) {
            throw new BackendUnavailableException(
                    "the reference runs networks as drawn: plan unfused, not " + plan.label());
        }
    }

    private record ReferenceExecution(Network network, Weights weights) implements Execution {

        @Override
        public List<Launch> launches() {
            return network.nodes().stream()
                    .map(node -> new Launch(
                            node.name(),
                            node.operator().type(),
                            node.operator().operatorClass(),
                            List.of(node.name()),
                            node.operator().cost()))
                    .toList();
        }

        @Override
        public long compileNanos() {
            return 0;
        }

        @Override
        public Sample run(List<Tensor> inputs) {
            Map<String, Tensor> values = new HashMap<>();
            for (int i = 0; i < inputs.size(); i++) {
                values.put(Network.inputName(i), inputs.get(i));
            }
            List<Long> kernelNanos = new ArrayList<>();
            Tensor output = null;
            long start = System.nanoTime();
            for (Node node : network.nodes()) {
                List<Tensor> operands = node.inputs().stream().map(values::get).toList();
                List<float[]> parameters = node.operator().parameters().stream()
                        .map(parameter -> weights.get(node.name() + "." + parameter.name()))
                        .toList();
                long launched = System.nanoTime();
                output = Reference.apply(node.operator(), operands, parameters);
                kernelNanos.add(System.nanoTime() - launched);
                values.put(node.name(), output);
            }
            return new Sample(output, System.nanoTime() - start, 0, kernelNanos);
        }

        @Override
        public void close() {
            // the garbage collector frees it
        }
    }
}
