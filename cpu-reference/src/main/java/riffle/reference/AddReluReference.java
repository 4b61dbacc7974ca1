package riffle.reference;

import riffle.operator.AddRelu;
import riffle.tensor.Tensor;

/** {@code max(a + b, 0)}, element by element. */
final class AddReluReference {

    private AddReluReference() {}

    static Tensor apply(AddRelu op, Tensor first, Tensor second) {
        Tensor output = Tensor.zeros(op.output());
        for (int i = 0; i < output.data().length; i++) {
            double sum = (double) first.data()[i] + second.data()[i];
            output.data()[i] = (float) Math.max(sum, 0);
        }
        return output;
    }
}
