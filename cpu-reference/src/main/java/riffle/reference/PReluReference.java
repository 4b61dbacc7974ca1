package riffle.reference;

import riffle.operator.PRelu;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** What is negative times the slope of its channel. */
final class PReluReference {

    private PReluReference() {}

    static Tensor apply(PRelu op, Tensor input, float[] slopes) {
        Shape shape = op.input();
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                int first = shape.index(n, c, 0, 0);
                for (int i = first; i < first + shape.pixels(); i++) {
                    double x = input.data()[i];
                    output.data()[i] = (float) (x < 0 ? slopes[c] * x : x);
                }
            }
        }
        return output;
    }
}
