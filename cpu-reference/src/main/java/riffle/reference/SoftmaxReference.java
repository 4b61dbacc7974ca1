package riffle.reference;

import riffle.operator.Softmax;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** {@code exp(x) / sum of exp(x)} of each image's features, or its logarithm; the largest is subtracted first. */
final class SoftmaxReference {

    private SoftmaxReference() {}

    static Tensor apply(Softmax op, Tensor input) {
        Shape shape = op.input();
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            int first = shape.index(n, 0, 0, 0);
            int end = first + shape.c();
            double max = Double.NEGATIVE_INFINITY;
            for (int i = first; i < end; i++) {
                max = Math.max(max, input.data()[i]);
            }
            double sum = 0;
            for (int i = first; i < end; i++) {
                sum += Math.exp(input.data()[i] - max);
            }
            for (int i = first; i < end; i++) {
                double logarithm = input.data()[i] - max - Math.log(sum);
                output.data()[i] = (float) (op.log() ? logarithm : Math.exp(logarithm));
            }
        }
        return output;
    }
}
