package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.LocalResponseNorm;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Packing;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Local response normalisation; work-items are vector of pixels, channel, image. */
public record LocalResponseNormFamily(int pixels, int channels, int size) implements Family {

    private static final int COEFFICIENTS = 3;

    static Lowering of(Step step, LocalResponseNorm op) {
        int pixels = op.input().pixels();
        Lowered call = new Lowered(
                Kernel.LOCAL_RESPONSE_NORM,
                new LocalResponseNormFamily(pixels, op.input().c(), op.size()),
                List.of(
                        new Operand.Value(step.inputs().getFirst()),
                        Parameters.other(
                                step,
                                "coefficients",
                                COEFFICIENTS,
                                new Packing.ResponseCoefficients(op.size(), op.alpha(), op.beta(), op.k())),
                        new Operand.Result()),
                NdRange.of(
                        ceilDiv(pixels, Tiles.VECTOR_16),
                        op.input().c(),
                        op.input().n()));
        return new Lowering(new Access(0, false, Access.idleLanes(pixels, Tiles.VECTOR_16), 0), target -> call);
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int images = range.globalZ();
        Indices.covers(range, ceilDiv(pixels, Tiles.VECTOR_16), channels, images);
        plus(channels, size); // channel - size / 2 + size
        int elements = times(images, channels, pixels);
        int idle = times(range.globalX(), Tiles.VECTOR_16) - pixels;
        // the plane after the last, which the loop computes
        int x = plus(elements, pixels, idle) - pixels - 1;
        return new Reach(List.of(x, COEFFICIENTS - 1, elements - 1), elements);
    }
}
