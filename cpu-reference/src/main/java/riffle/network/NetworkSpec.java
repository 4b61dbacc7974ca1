package riffle.network;

import java.util.Locale;
import riffle.tensor.Shape;

/**
 * Which network to build: what the options of every command say.
 *
 * @param architecture family
 * @param groups g of ShuffleNet's pointwise group convolutions; ignored by the others
 * @param scale width multiplier; ignored by AlexNet
 * @param batch images at once
 * @param height rows of the input image
 * @param width columns of the input image
 * @param classes outputs of the last fully connected layer
 */
public record NetworkSpec(
        Architecture architecture, int groups, double scale, int batch, int height, int width, int classes) {

    /** The paper's usual form: batch 1, 224x224, 1000 classes. */
    public static NetworkSpec of(Architecture architecture, int groups, double scale) {
        return new NetworkSpec(architecture, groups, scale, 1, 224, 224, 1000);
    }

    /** The same network for another input size. */
    public NetworkSpec withSize(int newHeight, int newWidth) {
        return new NetworkSpec(architecture, groups, scale, batch, newHeight, newWidth, classes);
    }

    /** The same network for another batch. */
    public NetworkSpec withBatch(int newBatch) {
        return new NetworkSpec(architecture, groups, scale, newBatch, height, width, classes);
    }

    /** Shape of the input: batch x 3 x height x width. */
    public Shape input() {
        return new Shape(batch, 3, height, width);
    }

    /** How people call it: {@code ShuffleNet 0.5x (g = 3)}. */
    public String title() {
        String times = String.format(Locale.ROOT, "%s", scale == Math.rint(scale) ? (Object) (long) scale : scale);
        return switch (architecture) {
            case SHUFFLENET -> "ShuffleNet " + times + "x (g = " + groups + ")";
            case MOBILENET -> times + " MobileNet";
            case ALEXNET -> "AlexNet";
            case ALEXNET_CONVOLUTIONS -> "AlexNet (convolutions only)";
        };
    }

    /**
     * The network as a graph of operators.
     *
     * @throws IllegalArgumentException if the options do not make a network; the message says which and why
     */
    public Network build() {
        return switch (architecture) {
            case SHUFFLENET -> ShuffleNet.build(this);
            case MOBILENET -> MobileNet.build(this);
            case ALEXNET, ALEXNET_CONVOLUTIONS -> AlexNet.build(this);
        };
    }
}
