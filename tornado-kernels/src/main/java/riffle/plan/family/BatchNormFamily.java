package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import java.util.Optional;
import riffle.operator.BatchNorm;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operand;
import riffle.plan.step.Packing;
import riffle.plan.step.Parameters;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Batch normalisation on its own; work-items are pixel, channel, image. */
public record BatchNormFamily(int pixels, int channels) implements Family {

    static Lowering of(Step step, BatchNorm op) {
        Packing.Normalisation self = new Packing.Normalisation(step.node().name(), op.epsilon());
        int channels = op.input().c();
        return Lowering.dense(new Lowered(
                Kernel.BATCH_NORM,
                new BatchNormFamily(op.input().pixels(), channels),
                List.of(
                        new Operand.Value(step.inputs().getFirst()),
                        Parameters.other(step, "scale", channels, new Packing.Scale(channels, self)),
                        Parameters.other(
                                step,
                                "shift",
                                channels,
                                new Packing.Bias(Optional.empty(), channels, 1, 1, Optional.of(self))),
                        new Operand.Result()),
                NdRange.of(op.input().pixels(), channels, op.input().n())));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.covers(range, pixels, channels, range.globalZ());
        int elements = times(range.globalZ(), channels, pixels);
        return new Reach(List.of(elements - 1, channels - 1, channels - 1, elements - 1), elements);
    }
}
