package riffle.plan.step;

import java.util.ArrayList;
import java.util.List;

/** The operands of a step in the order in which kernels take them. */
public final class Operands {

    private Operands() {}

    /** Its inputs, its parameters as they are, then its result. */
    public static List<Operand> plain(Step step) {
        List<Operand> operands = new ArrayList<>();
        step.inputs().forEach(input -> operands.add(new Operand.Value(input)));
        step.node().operator().parameters().forEach(parameter -> operands.add(Parameters.whole(step, parameter)));
        operands.add(new Operand.Result());
        return operands;
    }

    /**
     * Its one input, filter and bias in blocks of output channels, the residual if there is one, and its result.
     *
     * @param groups groups of output channels that blocks do not straddle
     * @param block channels in a block; 1 keeps the order of the parameter
     */
    public static List<Operand> weighted(Step step, int groups, int block) {
        return weighted(new Operand.Value(step.inputs().getFirst()), step, groups, block);
    }

    /** The same, with the input in planes that have a border. */
    public static List<Operand> bordered(Step step, int border, int groups, int block) {
        return weighted(new Operand.Bordered(step.inputs().getFirst(), border), step, groups, block);
    }

    private static List<Operand> weighted(Operand input, Step step, int groups, int block) {
        List<Operand> operands = new ArrayList<>(List.of(input));
        operands.addAll(Parameters.of(step, groups, block));
        step.residual().ifPresent(residual -> operands.add(new Operand.Value(residual)));
        operands.add(new Operand.Result());
        return operands;
    }
}
