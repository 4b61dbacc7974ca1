package riffle.cases;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import riffle.network.Network;
import riffle.reference.Reference;
import riffle.tensor.OddValues;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * A network, most often of one operator, with everything that it takes to run it and to judge the result.
 *
 * @param name unique among its kind; says every parameter, so that a failure can be reproduced from a log
 * @param type what the case is of: an operator's {@code type()}, or the name of a group of them
 * @param network what to run
 * @param weights its parameters
 * @param inputs one tensor per input of the network
 * @param expected the output that another implementation gave; empty where the reference is the judge
 */
public record Case(
        String name, String type, Network network, Weights weights, List<Tensor> inputs, Optional<Tensor> expected) {

    public Case {
        inputs = List.copyOf(inputs);
    }

    /** A case with weights and inputs drawn from a seed, judged by the reference. */
    static Case seeded(String name, String type, Network network, long seed) {
        List<Tensor> inputs = network.inputs().stream()
                .map(shape -> Tensor.random(shape, seed + shape.hashCode()))
                .toList();
        return new Case(name, type, network, SeededWeights.draw(network, seed), inputs, Optional.empty());
    }

    /** The same case with other inputs, judged by the reference. */
    Case with(String what, UnaryOperator<Tensor> change) {
        List<Tensor> changed = inputs.stream().map(change).toList();
        return new Case(name + " with " + what, type, network, weights, changed, Optional.empty());
    }

    /** What the output should be: the expected one, or the reference's. */
    public Tensor oracle() {
        return expected.orElseGet(() -> Reference.run(network, weights, inputs));
    }

    /**
     * How far an output is from what it should be. Values that are not finite can be right only where the case is about
     * them: where it comes with an expected output, or has such values among its inputs or parameters.
     */
    public Comparison compare(Tensor output) {
        boolean about = expected.isPresent()
                || inputs.stream().anyMatch(input -> hasOdd(input.data()))
                || weights.tensors().values().stream().anyMatch(tensor -> hasOdd(tensor.data()));
        return about ? Comparison.withNonFinite(output, oracle()) : Comparison.of(output, oracle());
    }

    private static boolean hasOdd(float[] data) {
        return OddValues.notFinite(data).isPresent();
    }
}
