package riffle.reference;

import java.util.List;
import riffle.operator.BatchNorm;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** {@code weight (x - mean) / sqrt(variance + epsilon) + bias}, each channel with its own four values. */
final class BatchNormReference {

    private BatchNormReference() {}

    static Tensor apply(BatchNorm op, Tensor input, List<float[]> parameters) {
        Shape shape = op.input();
        float[] weight = parameters.get(0);
        float[] bias = parameters.get(1);
        float[] mean = parameters.get(2);
        float[] variance = parameters.get(3);
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                double deviation = Math.sqrt(variance[c] + op.epsilon());
                int first = shape.index(n, c, 0, 0);
                for (int i = first; i < first + shape.pixels(); i++) {
                    double centred = (double) input.data()[i] - mean[c];
                    output.data()[i] = (float) (weight[c] * centred / deviation + bias[c]);
                }
            }
        }
        return output;
    }
}
