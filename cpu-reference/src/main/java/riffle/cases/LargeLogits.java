package riffle.cases;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.operator.Softmax;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;

/**
 * Softmax where one class is far ahead of all others, in each image another one: unless it is found, exponentials
 * overflow.
 */
final class LargeLogits {

    private static final int CLASSES = 5;
    /** Beyond the 88 of which a float holds the exponential. */
    private static final float LARGE = 200;

    private LargeLogits() {}

    static Stream<Case> all() {
        return Stream.of(false, true).map(LargeLogits::of);
    }

    private static Case of(boolean log) {
        Softmax softmax = new Softmax(Shape.vector(CLASSES, CLASSES), log);
        float[] logits = new float[CLASSES * CLASSES];
        for (int image = 0; image < CLASSES; image++) {
            for (int i = 0; i < CLASSES; i++) {
                logits[image * CLASSES + i] = i == image ? LARGE : i;
            }
        }
        Network network = Network.of(softmax);
        return new Case(
                softmax + " of large numbers",
                softmax.type(),
                network,
                SeededWeights.draw(network, 1),
                List.of(new Tensor(softmax.input(), logits)),
                Optional.empty());
    }
}
