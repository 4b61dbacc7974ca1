package riffle.plan.family;

import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.operator.GlobalAvgPool;
import riffle.plan.step.NdRange;
import riffle.plan.step.Operands;
import riffle.plan.step.Reach;
import riffle.plan.step.Step;

/** Averages of whole planes; a work-item takes a plane. */
public record GlobalAvgPoolFamily(int pixels) implements Family {

    static Lowering of(Step step, GlobalAvgPool op) {
        return Lowering.dense(new Lowered(
                Kernel.GLOBAL_AVG_POOL,
                new GlobalAvgPoolFamily(op.input().pixels()),
                Operands.plain(step),
                NdRange.of(op.input().n() * op.input().c(), 1, 1)));
    }

    @Override
    public Reach reach(Kernel kernel, NdRange range) {
        int planes = Indices.alongX(range);
        return new Reach(List.of(times(planes, pixels) - 1, planes - 1), planes);
    }
}
