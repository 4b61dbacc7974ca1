package riffle.plan.step;

import java.util.List;
import java.util.Optional;
import riffle.operator.BatchNorm;
import riffle.operator.Parameter;
import riffle.operator.Weighted;

/** A step's filter and bias as packed weights, its batch normalisation folded in. */
public final class Parameters {

    private Parameters() {}

    /**
     * Filter, then bias, in blocks of output channels.
     *
     * @param groups groups of output channels that blocks do not straddle
     * @param block channels in a block; 1 keeps the order of the parameter
     */
    public static List<Operand> of(Step step, int groups, int block) {
        int outputs = step.node().operator().output().c();
        return List.of(filter(step, outputs, groups, block), bias(step, outputs, groups, block));
    }

    /** Other weights of a step. */
    public static Operand other(Step step, String what, int elements, Packing packing) {
        return new Operand.Weights(step.node().name() + " " + what, elements, packing);
    }

    /** A parameter of a step as it is. */
    static Operand whole(Step step, Parameter parameter) {
        String name = step.node().name() + "." + parameter.name();
        return other(step, parameter.name(), parameter.elements(), new Packing.Whole(name));
    }

    private static Operand filter(Step step, int outputs, int groups, int block) {
        int elements = step.node().operator().parameters().getFirst().elements() / outputs;
        return other(
                step,
                "weight",
                Math.multiplyExact(Packing.blocked(outputs, groups, block), elements),
                new Packing.Filter(step.node().name() + ".weight", outputs, groups, block, normalisation(step)));
    }

    private static Operand bias(Step step, int outputs, int groups, int block) {
        boolean present = ((Weighted) step.node().operator()).bias();
        Optional<String> name = present ? Optional.of(step.node().name() + ".bias") : Optional.empty();
        return other(
                step,
                "bias",
                Packing.blocked(outputs, groups, block),
                new Packing.Bias(name, outputs, groups, block, normalisation(step)));
    }

    private static Optional<Packing.Normalisation> normalisation(Step step) {
        return step.normalisation()
                .map(node -> new Packing.Normalisation(node.name(), ((BatchNorm) node.operator()).epsilon()));
    }
}
