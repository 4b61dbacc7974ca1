package riffle.reference;

import riffle.operator.AvgPool;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Mean over the whole window; what lies outside the input counts as zero. */
final class AvgPoolReference {

    private AvgPoolReference() {}

    static Tensor apply(AvgPool op, Tensor input) {
        Shape out = op.output();
        Window window = op.window();
        int windowSize = window.kernelHeight() * window.kernelWidth();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int c = 0; c < out.c(); c++) {
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        double sum = windowSum(op, input, n, c, y, x);
                        output.data()[out.index(n, c, y, x)] = (float) (sum / windowSize);
                    }
                }
            }
        }
        return output;
    }

    private static double windowSum(AvgPool op, Tensor input, int n, int c, int y, int x) {
        Shape in = op.input();
        Window window = op.window();
        double sum = 0;
        for (int i = 0; i < window.kernelHeight(); i++) {
            int row = y * window.stride() - window.padding() + i;
            for (int j = 0; j < window.kernelWidth(); j++) {
                int column = x * window.stride() - window.padding() + j;
                if (row >= 0 && row < in.h() && column >= 0 && column < in.w()) {
                    sum += input.get(n, c, row, column);
                }
            }
        }
        return sum;
    }
}
