package riffle.reference;

import java.util.List;
import riffle.operator.Conv2d;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Convolution by its definition; the second oracle of the pointwise and depthwise forms. */
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
        for (int n = 0; n < out.n(); n++) {
            for (int k = 0; k < out.c(); k++) {
                int firstChannel = k / outPerGroup * channelsPerGroup;
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        double sum = op.bias() ? parameters.get(1)[k] : 0;
                        for (int c = 0; c < channelsPerGroup; c++) {
                            for (int i = 0; i < window.kernelHeight(); i++) {
                                int row = y * window.stride() - window.padding() + i;
                                if (row < 0 || row >= in.h()) {
                                    continue;
                                }
                                for (int j = 0; j < window.kernelWidth(); j++) {
                                    int column = x * window.stride() - window.padding() + j;
                                    if (column < 0 || column >= in.w()) {
                                        continue;
                                    }
                                    int w = ((k * channelsPerGroup + c) * window.kernelHeight() + i)
                                                    * window.kernelWidth()
                                            + j;
                                    sum += (double) weight[w] * input.get(n, firstChannel + c, row, column);
                                }
                            }
                        }
                        output.data()[out.index(n, k, y, x)] = (float) sum;
                    }
                }
            }
        }
        return output;
    }
}
