package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.FullyConnected;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Fully connected layers; work-items are block of outputs, image. */
public record FullyConnectedFamily(
        int features, int outputs, @Entries.Flag int relu) implements Family {

    /** Outputs that one work-item computes. */
    private static final int OUTPUTS = 4;

    private static final int GROUP = 8;

    /** Work-items of a group on devices that run many at once. */
    private static final int NARROW_GROUP = 64;

    static Lowering of(Step step, FullyConnected op, boolean narrow) {
        return Lowering.dense(new Lowered(
                Kernel.FULLY_CONNECTED,
                new FullyConnectedFamily(op.input().features(), op.outFeatures(), Indices.flag(step.relu())),
                Operands.weighted(step, 1, 1),
                NdRange.of(ceilDiv(op.outFeatures(), OUTPUTS), op.input().n(), 1, narrow ? NARROW_GROUP : GROUP)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        // reads 16 features at a time, the rest one by one: never beyond the last
        int images = range.globalY();
        Indices.covers(range, ceilDiv(outputs, OUTPUTS), images, 1);
        plus(outputs, OUTPUTS); // the outputs after the last
        int x = times(images, features);
        int weight = times(outputs, features);
        int y = times(images, outputs);
        return new Reach(List.of(x - 1, weight - 1, outputs - 1, y - 1), y);
    }
}
