package riffle.reference;

import java.util.List;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Convolution by its definition, with any steps, dilations, padding and groups. */
final class GeneralConvReference {

    private GeneralConvReference() {}

    static Tensor apply(GeneralConv op, Tensor input, List<float[]> parameters) {
        Shape out = op.output();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int k = 0; k < out.c(); k++) {
                double bias = op.bias() ? parameters.get(1)[k] : 0;
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        double sum = windowSum(op, input, parameters.get(0), n, k, y, x);
                        output.data()[out.index(n, k, y, x)] = (float) (bias + sum);
                    }
                }
            }
        }
        return output;
    }

    /** Weights times inputs over the window and the channels of the group; nothing for what lies outside the input. */
    private static double windowSum(GeneralConv op, Tensor input, float[] weight, int n, int k, int y, int x) {
        Shape in = op.input();
        Frame frame = op.frame();
        int channelsPerGroup = in.c() / op.groups();
        int firstChannel = k / (op.outChannels() / op.groups()) * channelsPerGroup;
        int position = k * channelsPerGroup * frame.kernelHeight() * frame.kernelWidth();
        double sum = 0;
        for (int c = 0; c < channelsPerGroup; c++) {
            for (int i = 0; i < frame.kernelHeight(); i++) {
                int row = y * frame.strideHeight() - frame.top() + i * frame.dilationHeight();
                for (int j = 0; j < frame.kernelWidth(); j++, position++) {
                    int column = x * frame.strideWidth() - frame.left() + j * frame.dilationWidth();
                    if (row >= 0 && row < in.h() && column >= 0 && column < in.w()) {
                        sum += (double) weight[position] * input.get(n, firstChannel + c, row, column);
                    }
                }
            }
        }
        return sum;
    }
}
