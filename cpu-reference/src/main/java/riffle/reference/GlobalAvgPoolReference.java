package riffle.reference;

import riffle.operator.GlobalAvgPool;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Mean of each channel's pixels. */
final class GlobalAvgPoolReference {

    private GlobalAvgPoolReference() {}

    static Tensor apply(GlobalAvgPool op, Tensor input) {
        Shape in = op.input();
        Tensor output = Tensor.zeros(op.output());
        for (int n = 0; n < in.n(); n++) {
            for (int c = 0; c < in.c(); c++) {
                double sum = 0;
                for (int y = 0; y < in.h(); y++) {
                    for (int x = 0; x < in.w(); x++) {
                        sum += input.get(n, c, y, x);
                    }
                }
                output.data()[n * in.c() + c] = (float) (sum / in.pixels());
            }
        }
        return output;
    }
}
