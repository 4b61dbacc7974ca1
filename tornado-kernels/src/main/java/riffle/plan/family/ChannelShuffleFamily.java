package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.ChannelShuffle;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Channel shuffle on its own; work-items are pixel, channel, image. */
public record ChannelShuffleFamily(int pixels, int channels, int groups) implements Family {

    static Lowering of(Step step, ChannelShuffle op) {
        return Lowering.dense(new Lowered(
                Kernel.CHANNEL_SHUFFLE,
                new ChannelShuffleFamily(op.input().pixels(), op.input().c(), op.groups()),
                Operands.plain(step),
                NdRange.of(op.input().pixels(), op.input().c(), op.input().n())));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        Indices.divides("groups", groups, channels);
        Indices.covers(range, pixels, channels, range.globalZ());
        int elements = times(range.globalZ(), channels, pixels);
        return new Reach(List.of(elements - 1, elements - 1), elements);
    }
}
