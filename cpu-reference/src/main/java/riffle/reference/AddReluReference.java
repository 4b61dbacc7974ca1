package riffle.reference;

import riffle.operator.AddRelu;
import riffle.tensor.Tensor;

final class AddReluReference {
    private AddReluReference() {}

    static Tensor apply(AddRelu op, Tensor first, Tensor second) {
        throw new UnsupportedOperationException();
    }
}
