package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.LeakyRelu;
import riffle.operator.PRelu;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Operands;
import riffle.plan.step.Packing;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;
import riffle.tensor.Shape;

/** Rectifiers with a slope a channel for what is negative; work-items are pixel, channel, image. */
public record LeakyReluFamily(int pixels, int channels) implements Family {

    /** Learned slopes. */
    static Lowering of(Step step, PRelu op) {
        Shape shape = op.input();
        return of(new LeakyReluFamily(shape.pixels(), shape.c()), Operands.plain(step), shape.n());
    }

    /** One slope for all: an image is one channel. */
    static Lowering of(Step step, LeakyRelu op) {
        List<Operand> operands = List.of(
                new Operand.Value(step.inputs().getFirst()),
                Parameters.other(step, "slope", 1, new Packing.Constants(List.of(op.alpha()))),
                new Operand.Result());
        return of(
                new LeakyReluFamily(op.input().features(), 1),
                operands,
                op.input().n());
    }

    private static Lowering of(LeakyReluFamily family, List<Operand> operands, int images) {
        NdRange range = NdRange.of(family.pixels(), family.channels(), images);
        return Lowering.dense(new Lowered(Kernel.LEAKY_RELU, family, operands, range));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = range.globalZ();
        Indices.covers(range, pixels, channels, images);
        int elements = times(images, channels, pixels);
        return new Reach(List.of(elements - 1, channels - 1, elements - 1), elements);
    }
}
