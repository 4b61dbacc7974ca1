package riffle.network;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
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

    private static final Set<Integer> GROUPS = new TreeSet<>(Set.of(1, 2, 3, 4, 8));

    /** Beyond every width whose parameters still fit arrays. */
    private static final double MOST_SCALE = 1000;

    /**
     * @throws IllegalArgumentException if a number is out of range; the message names it, its value and the range. Groups and
     *     scale are looked at only where the family has them.
     */
    public NetworkSpec {
        require(!architecture.hasGroups() || GROUPS.contains(groups), "groups", groups, "one of " + GROUPS);
        require(
                !architecture.hasScale() || (scale > 0 && scale <= MOST_SCALE),
                "scale",
                scale,
                "above 0 and at most " + (int) MOST_SCALE);
        require(batch >= 1, "batch", batch, "at least 1");
        require(height >= 1 && width >= 1, "size", height + "x" + width, "at least 1x1");
        require(classes >= 1, "classes", classes, "at least 1");
    }

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
            case MOBILENET -> scale + " MobileNet";
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
        try {
            return switch (architecture) {
                case SHUFFLENET -> ShuffleNet.build(this);
                case MOBILENET -> MobileNet.build(this);
                case ALEXNET, ALEXNET_CONVOLUTIONS -> AlexNet.build(this);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    title() + ", batch " + batch + ", " + height + "x" + width + ": " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", must be " + rule);
        }
    }
}
