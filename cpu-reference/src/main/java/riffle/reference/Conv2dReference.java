package riffle.reference;

import java.util.Arrays;
import java.util.List;
import riffle.operator.Conv2d;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * Convolution by its definition, any window and groups; the second oracle of the pointwise and depthwise forms. Each
 * output channel is the sum, over the channels c of its group and the window positions (i, j), of a weight times the
 * input channel shifted by (i, j).
 */
final class Conv2dReference {

    private Conv2dReference() {}

    static Tensor apply(Conv2d op, Tensor input, List<float[]> parameters) {
        Shape in = op.input();
        Shape out = op.output();
        Window window = op.window();
        float[] weight = parameters.get(0);
        int channelsPerGroup = in.c() / op.groups();
        int outPerGroup = out.c() / op.groups();
        Tensor output = Tensor.zeros(out);
        double[] sums = new double[out.pixels()];
        for (int n = 0; n < out.n(); n++) {
            for (int k = 0; k < out.c(); k++) {
                int firstChannel = k / outPerGroup * channelsPerGroup;
                int position = k * channelsPerGroup * window.kernelHeight() * window.kernelWidth();
                Arrays.fill(sums, op.bias() ? parameters.get(1)[k] : 0);
                for (int c = 0; c < channelsPerGroup; c++) {
                    int channel = in.index(n, firstChannel + c, 0, 0);
                    for (int i = 0; i < window.kernelHeight(); i++) {
                        for (int j = 0; j < window.kernelWidth(); j++, position++) {
                            addShifted(op, sums, weight[position], input.data(), channel, i, j);
                        }
                    }
                }
                int first = out.index(n, k, 0, 0);
                for (int p = 0; p < sums.length; p++) {
                    output.data()[first + p] = (float) sums[p];
                }
            }
        }
        return output;
    }

    /** Adds weight times input (y s + i - p, x s + j - p) to every sum (y, x) where that lies inside the input. */
    private static void addShifted(Conv2d op, double[] sums, double weight, float[] input, int channel, int i, int j) {
        Shape in = op.input();
        Shape out = op.output();
        int stride = op.window().stride();
        int down = i - op.window().padding();
        int right = j - op.window().padding();
        int firstColumn = firstInside(right, stride);
        int endColumn = endInside(right, stride, in.w(), out.w());
        for (int y = firstInside(down, stride); y < endInside(down, stride, in.h(), out.h()); y++) {
            int inputRow = channel + (y * stride + down) * in.w() + right;
            int outputRow = y * out.w();
            for (int x = firstColumn; x < endColumn; x++) {
                sums[outputRow + x] += weight * input[inputRow + x * stride];
            }
        }
    }

    /** Smallest output position, at least 0, with {@code position * stride + shift >= 0}. */
    private static int firstInside(int shift, int stride) {
        return Math.max(0, Math.ceilDiv(-shift, stride));
    }

    /** Smallest output position, at most {@code positions}, with {@code position * stride + shift >= size}. */
    private static int endInside(int shift, int stride, int size, int positions) {
        return Math.min(positions, Math.ceilDiv(size - shift, stride));
    }
}
