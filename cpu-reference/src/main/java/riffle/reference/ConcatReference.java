package riffle.reference;

import riffle.operator.Concat;
import riffle.tensor.Tensor;

final class ConcatReference {
    private ConcatReference() {}

    static Tensor apply(Concat op, Tensor first, Tensor second) {
        throw new UnsupportedOperationException();
    }
}
