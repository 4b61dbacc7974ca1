package riffle.reference;

import riffle.operator.LocalResponseNorm;
import riffle.tensor.Tensor;

final class LocalResponseNormReference {
    private LocalResponseNormReference() {}

    static Tensor apply(LocalResponseNorm op, Tensor input) {
        throw new UnsupportedOperationException();
    }
}
