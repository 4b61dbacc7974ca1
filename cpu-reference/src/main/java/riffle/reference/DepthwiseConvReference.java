package riffle.reference;

import java.util.List;
import riffle.operator.DepthwiseConv;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Each channel convolved with its own window; what lies outside the input counts as zero. */
final class DepthwiseConvReference {

    private DepthwiseConvReference() {}

    static Tensor apply(DepthwiseConv op, Tensor input, List<float[]> parameters) {
        Shape out = op.output();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int c = 0; c < out.c(); c++) {
                double bias = op.bias() ? parameters.get(1)[c] : 0;
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        double sum = windowSum(op, input, parameters.get(0), n, c, y, x);
                        output.data()[out.index(n, c, y, x)] = (float) (bias + sum);
                    }
                }
            }
        }
        return output;
    }

    private static double windowSum(DepthwiseConv op, Tensor input, float[] weight, int n, int c, int y, int x) {
        Shape in = op.input();
        Window window = op.window();
        int position = c * window.kernelHeight() * window.kernelWidth();
        double sum = 0;
        for (int i = 0; i < window.kernelHeight(); i++) {
            int row = y * window.stride() - window.padding() + i * window.dilation();
            for (int j = 0; j < window.kernelWidth(); j++, position++) {
                int column = x * window.stride() - window.padding() + j * window.dilation();
                if (row >= 0 && row < in.h() && column >= 0 && column < in.w()) {
                    sum += (double) weight[position] * input.get(n, c, row, column);
                }
            }
        }
        return sum;
    }
}
