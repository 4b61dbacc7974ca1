package riffle.reference;

import riffle.operator.ChannelShuffle;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Channels as a groups x n matrix, transposed: input channel {@code i n + j} becomes {@code j groups + i}. */
final class ChannelShuffleReference {

    private ChannelShuffleReference() {}

    static Tensor apply(ChannelShuffle op, Tensor input) {
        Shape shape = op.input();
        int channelsPerGroup = shape.c() / op.groups();
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int i = 0; i < op.groups(); i++) {
                for (int j = 0; j < channelsPerGroup; j++) {
                    int from = shape.index(n, i * channelsPerGroup + j, 0, 0);
                    int to = shape.index(n, j * op.groups() + i, 0, 0);
                    System.arraycopy(input.data(), from, output.data(), to, shape.pixels());
                }
            }
        }
        return output;
    }
}
