package riffle.reference;

import riffle.operator.Frame;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Largest element or mean of each window; what lies beyond the padding never counts, padding as its kind says. */
final class GeneralPoolReference {

    private GeneralPoolReference() {}

    static Tensor apply(GeneralPool op, Tensor input) {
        Shape out = op.output();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int c = 0; c < out.c(); c++) {
                for (int y = 0; y < out.h(); y++) {
                    for (int x = 0; x < out.w(); x++) {
                        output.data()[out.index(n, c, y, x)] = window(op, input, n, c, y, x);
                    }
                }
            }
        }
        return output;
    }

    private static float window(GeneralPool op, Tensor input, int n, int c, int y, int x) {
        Shape in = op.input();
        Frame frame = op.frame();
        float largest = Float.NEGATIVE_INFINITY;
        double sum = 0;
        int elements = 0;
        int padding = 0;
        for (int i = 0; i < frame.kernelHeight(); i++) {
            int row = y * frame.strideHeight() - frame.top() + i * frame.dilationHeight();
            for (int j = 0; j < frame.kernelWidth(); j++) {
                int column = x * frame.strideWidth() - frame.left() + j * frame.dilationWidth();
                if (row >= 0 && row < in.h() && column >= 0 && column < in.w()) {
                    float value = input.get(n, c, row, column);
                    largest = Math.max(largest, value);
                    sum += value;
                    elements++;
                } else if (row < in.h() + frame.bottom() && column < in.w() + frame.right()) {
                    padding++;
                }
            }
        }
        if (op.kind() == Kind.MAX) {
            return largest;
        }
        return (float) (sum / (op.kind() == Kind.MEAN ? elements : elements + padding));
    }
}
