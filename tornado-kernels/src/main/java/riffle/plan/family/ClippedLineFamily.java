package riffle.plan.family;

import java.util.List;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Packing;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** A line between two bounds, element by element, with no shape array; a work-item takes an element. */
public record ClippedLineFamily() implements Family {

    private static final int COEFFICIENTS = 4;

    /** The line {@code slope x + offset}, not below {@code low} and not above {@code high}. */
    static Lowering of(Step step, double slope, double offset, double low, double high) {
        int elements = step.node().operator().output().elements();
        return Lowering.dense(new Lowered(
                Kernel.CLIPPED_LINE,
                new ClippedLineFamily(),
                List.of(
                        new Operand.Value(step.inputs().getFirst()),
                        Parameters.other(
                                step,
                                "coefficients",
                                COEFFICIENTS,
                                new Packing.Constants(List.of(slope, offset, low, high))),
                        new Operand.Result()),
                NdRange.of(elements, 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int elements = Indices.alongX(range);
        return new Reach(List.of(elements - 1, COEFFICIENTS - 1, elements - 1), elements);
    }
}
