package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import riffle.bundle.WeightsFit;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.operator.Arithmetic;
import riffle.operator.Clip;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.plan.step.NdRange;
import riffle.tensor.Shape;
import riffle.weights.NamedTensor;
import riffle.weights.Weights;

/** Operands that are smaller than the result: those with broadcast, coefficients and slopes. */
final class OperandBoundsTest {

    private static final Shape WHOLE = new Shape(2, 3, 4, 5);
    private static final Plan SUM = plan(new Arithmetic(Arithmetic.Kind.ADD, WHOLE, new Shape(2, 3, 1, 5), false));
    private static final KernelCall CALL = SUM.calls().getFirst();

    private static Plan plan(Operator operator) {
        return Planner.plan(Network.of(operator), PlanKind.FUSED);
    }

    private static String refusal(List<Integer> shape, NdRange range) {
        return refusal(
                SUM.withCalls(List.of(new KernelCall(CALL.launch(), CALL.kernel(), shape, CALL.buffers(), range))));
    }

    private static String refusal(Plan plan) {
        return assertThrows(IllegalArgumentException.class, () -> Bounds.check(plan), plan.calls()::toString)
                .getMessage();
    }

    @Test
    void theReachOfAnOperandIsItsLastElement() {
        assertEquals(List.of(3, 4, 5, 60, 20, 5, 1, 15, 5, 0, 1), CALL.shape());
        assertEquals(
                List.of(119, 29, 119),
                CALL.kernel().reach(CALL.shape(), CALL.range()).last());
    }

    /** Each step is 0, or that of a dense tensor without the axes where it is 0. */
    @Test
    void noOtherStepIsTaken() {
        for (int entry = 3; entry < CALL.shape().size(); entry++) {
            String name = CALL.kernel().shape().get(entry);
            for (int wrong : List.of(2, 3, 6, 19, 21, 61, 1 << 30, Integer.MAX_VALUE)) {
                List<Integer> shape = new ArrayList<>(CALL.shape());
                shape.set(entry, wrong);
                String expected = name + " is " + wrong + ", expected 0 or ";
                String message = refusal(shape, CALL.range());
                assertTrue(message.contains(expected), message);
            }
        }
    }

    @Test
    void anOperandWithMoreRowsThanItsBufferIsRefused() {
        assertEquals(
                "call 0 (op, addBroadcast): second reaches element 119 of buffer 1 (other), which has 30",
                refusal(List.of(3, 4, 5, 60, 20, 5, 1, 60, 20, 5, 1), CALL.range()));
    }

    @Test
    void imagesAreWholeAndNoneIsSteppedToWhereThereIsOne() {
        String one = refusal(CALL.shape(), new NdRange(5, 4, 3, 1, 1));
        assertTrue(one.endsWith("firstImage is 60, expected 0"), one);
        String seven = refusal(CALL.shape(), new NdRange(5, 4, 7, 1, 1));
        assertTrue(seven.contains("expected a multiple of 3"), seven);
    }

    @Test
    void coefficientsAndSlopesAreAllThere() {
        assertEquals(
                "buffer 2 (op coefficients): has 3 elements, expected 4",
                refusal(shorter(plan(new Clip(WHOLE, 0, 6)), 3)));
        Plan slopes = plan(new PRelu(WHOLE));
        assertEquals(
                "call 0 (op, leakyRelu): slope reaches element 2 of buffer 2 (op weight), which has 2",
                refusal(shorter(slopes, 2)));
        Weights two = new Weights(Map.of("op.weight", new NamedTensor(List.of(2), new float[2])));
        assertEquals(
                "op.weight has 2 elements, expected 3 elements",
                assertThrows(IllegalArgumentException.class, () -> WeightsFit.check(slopes, two))
                        .getMessage());
    }

    /** The same plan with fewer elements in its buffer of weights. */
    private static Plan shorter(Plan plan, int elements) {
        List<Buffer> buffers = new ArrayList<>(plan.buffers());
        Buffer weights = plan.buffers(Buffer.Role.WEIGHTS).getFirst();
        Shape fewer = Shape.vector(1, elements);
        buffers.set(weights.id(), new Buffer(weights.id(), weights.name(), weights.role(), fewer, 0, 0));
        return new Plan(
                plan.network(), plan.kind(), plan.kernels(), plan.device(), buffers, plan.packings(), plan.calls());
    }
}
