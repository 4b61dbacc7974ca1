package riffle.reference;

import riffle.operator.ChannelMove;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Channel by channel, the input channel that the operator says. */
final class ChannelMoveReference {

    private ChannelMoveReference() {}

    static Tensor apply(ChannelMove op, Tensor input) {
        Shape out = op.output();
        Tensor output = Tensor.zeros(out);
        for (int n = 0; n < out.n(); n++) {
            for (int c = 0; c < out.c(); c++) {
                int from = op.input().index(n, op.source(c), 0, 0);
                System.arraycopy(input.data(), from, output.data(), out.index(n, c, 0, 0), out.pixels());
            }
        }
        return output;
    }
}
