package riffle.reference;

import riffle.operator.MaxPool;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Largest input element in the window; what lies outside the input takes no part. */
final class MaxPoolReference {

    private MaxPoolReference() {}

    static Tensor apply(MaxPool op, Tensor input) {
        Shape out = op.output();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int c = 0; c < out.c(); c++) {
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        output.data()[out.index(n, c, y, x)] = windowMax(op, input, n, c, y, x);
                    }
                }
            }
        }
        return output;
    }

    private static float windowMax(MaxPool op, Tensor input, int n, int c, int y, int x) {
        Shape in = op.input();
        Window window = op.window();
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < window.kernelHeight(); i++) {
            int row = y * window.stride() - window.padding() + i;
            for (int j = 0; j < window.kernelWidth(); j++) {
                int column = x * window.stride() - window.padding() + j;
                if (row >= 0 && row < in.h() && column >= 0 && column < in.w()) {
                    max = Math.max(max, input.get(n, c, row, column));
                }
            }
        }
        return max;
    }
}
