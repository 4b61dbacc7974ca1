package riffle.reference;

import java.util.List;
import riffle.operator.Operator;
import riffle.tensor.Tensor;

/** The reference of one operator, on bare values. */
final class Applied {

    private Applied() {}

    static float[] apply(Operator operator, float[] input, float[]... parameters) {
        Tensor in = new Tensor(operator.inputs().getFirst(), input);
        return Reference.apply(operator, List.of(in), List.of(parameters)).data();
    }

    static float[] applyToTwo(Operator operator, float[] first, float[] second) {
        Tensor a = new Tensor(operator.inputs().get(0), first);
        Tensor b = new Tensor(operator.inputs().get(1), second);
        return Reference.apply(operator, List.of(a, b), List.of()).data();
    }
}
