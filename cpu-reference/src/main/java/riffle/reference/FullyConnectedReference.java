package riffle.reference;

import java.util.List;
import riffle.operator.FullyConnected;
import riffle.tensor.Tensor;

/** A matrix times each image's features. */
final class FullyConnectedReference {

    private FullyConnectedReference() {}

    static Tensor apply(FullyConnected op, Tensor input, List<float[]> parameters) {
        float[] weight = parameters.get(0);
        int features = op.input().features();
        Tensor output = Tensor.zeros(op.output());
        for (int n = 0; n < op.input().n(); n++) {
            for (int k = 0; k < op.outFeatures(); k++) {
                double sum = op.bias() ? parameters.get(1)[k] : 0;
                for (int f = 0; f < features; f++) {
                    sum += (double) weight[k * features + f] * input.data()[n * features + f];
                }
                output.data()[n * op.outFeatures() + k] = (float) sum;
            }
        }
        return output;
    }
}
