package riffle.reference;

import riffle.operator.LocalResponseNorm;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** {@code x / (k + alpha / size * sum of squares over the neighbouring channels)^beta}. */
final class LocalResponseNormReference {

    private LocalResponseNormReference() {}

    static Tensor apply(LocalResponseNorm op, Tensor input) {
        Shape shape = op.input();
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                int firstNeighbour = c - op.size() / 2;
                int first = Math.max(firstNeighbour, 0);
                int end = Math.min(firstNeighbour + op.size(), shape.c());
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        double squares = 0;
                        for (int neighbour = first; neighbour < end; neighbour++) {
                            double value = input.get(n, neighbour, y, x);
                            squares += value * value;
                        }
                        double divisor = Math.pow(op.k() + op.alpha() / op.size() * squares, op.beta());
                        output.data()[shape.index(n, c, y, x)] = (float) (input.get(n, c, y, x) / divisor);
                    }
                }
            }
        }
        return output;
    }
}
