package riffle.reference;

import java.util.Arrays;
import java.util.List;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Each output channel is a weighted sum of the channels of its group, summed a whole channel at a time. */
final class PointwiseConvReference {

    private PointwiseConvReference() {}

    static Tensor apply(PointwiseConv op, Tensor input, List<float[]> parameters) {
        Shape in = op.input();
        Shape out = op.output();
        float[] weight = parameters.get(0);
        int channelsPerGroup = in.c() / op.groups();
        int outPerGroup = out.c() / op.groups();
        Tensor output = Tensor.zeros(out);
        double[] sums = new double[out.pixels()];
        for (int n = 0; n < out.n(); n++) {
            for (int k = 0; k < out.c(); k++) {
                int firstChannel = k / outPerGroup * channelsPerGroup;
                Arrays.fill(sums, op.bias() ? parameters.get(1)[k] : 0);
                for (int c = 0; c < channelsPerGroup; c++) {
                    addScaled(sums, weight[k * channelsPerGroup + c], input, in.index(n, firstChannel + c, 0, 0));
                }
                int first = out.index(n, k, 0, 0);
                for (int i = 0; i < sums.length; i++) {
                    output.data()[first + i] = (float) sums[i];
                }
            }
        }
        return output;
    }

    private static void addScaled(double[] sums, double weight, Tensor input, int first) {
        float[] data = input.data();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * data[first + i];
        }
    }
}
