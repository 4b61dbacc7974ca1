package riffle.reference;

import riffle.operator.Relu;
import riffle.tensor.Tensor;

/** {@code max(x, 0)}, element by element. */
final class ReluReference {

    private ReluReference() {}

    static Tensor apply(Relu op, Tensor input) {
        Tensor output = Tensor.zeros(op.output());
        for (int i = 0; i < output.data().length; i++) {
            output.data()[i] = Math.max(input.data()[i], 0);
        }
        return output;
    }
}
