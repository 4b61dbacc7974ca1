package riffle.network;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import riffle.tensor.Shape;

/**
 * Which network to build: what the options of every command say.
 *
 * @param architecture family
 * @param groups g of ShuffleNet's pointwise group convolutions, or a ResNeXt unit's cardinality; ignored by the others
 * @param scale width multiplier; ignored by AlexNet
 * @param batch images at once
 * @param height rows of the input image
 * @param width columns of the input image
 * @param classes outputs of the last fully connected layer; ignored by units, which have none
 */
public record NetworkSpec(
        Architecture architecture, int groups, double scale, int batch, int height, int width, int classes) {

    private static final Set<Integer> GROUPS = new TreeSet<>(Set.of(1, 2, 3, 4, 8));

    /** Beyond every width of a ResNeXt unit that anybody built. */
    private static final int MOST_CARDINALITY = 1024;

    /** Beyond every width whose parameters still fit arrays. */
    private static final double MOST_SCALE = 1000;

    /**
     * @throws IllegalArgumentException if a number is out of range; the message names it, its value and the range.
     *     Groups and scale are looked at only where the family has them.
     */
    public NetworkSpec {
        if (architecture == Architecture.RESNEXT_UNIT) {
            require(groups >= 1 && groups <= MOST_CARDINALITY, "groups", groups, "1 to " + MOST_CARDINALITY);
        } else {
            require(!architecture.hasGroups() || GROUPS.contains(groups), "groups", groups, "one of " + GROUPS);
        }
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

    /** Shape of the input: batch x 3 x height x width; a unit takes as many channels as it is wide. */
    public Shape input() {
        return new Shape(batch, architecture.isUnit() ? UnitFamily.channels(this) : 3, height, width);
    }

    /** How people call it: {@code ShuffleNet 0.5x (g = 3)}. */
    public String title() {
        String times = String.format(Locale.ROOT, "%s", scale == Math.rint(scale) ? (Object) (long) scale : scale);
        return switch (architecture) {
            case SHUFFLENET -> "ShuffleNet " + times + "x (g = " + groups + ")";
            case MOBILENET -> scale + " MobileNet";
            case ALEXNET -> "AlexNet";
            case ALEXNET_CONVOLUTIONS -> "AlexNet (convolutions only)";
            case RESNET_UNIT -> "ResNet unit " + times + "x";
            case RESNEXT_UNIT -> "ResNeXt unit " + times + "x (g = " + groups + ")";
            case UNIT_A -> "Fig. 2(a) unit " + times + "x";
            case UNIT_B -> "Fig. 2(b) unit " + times + "x (g = " + groups + ")";
            case UNIT_C -> "Fig. 2(c) unit " + times + "x (g = " + groups + ")";
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
                case RESNET_UNIT, RESNEXT_UNIT, UNIT_A, UNIT_B, UNIT_C ->
                    named(UnitFamily.unit(this).network());
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    title() + ", batch " + batch + ", " + height + "x" + width + ": " + e.getMessage(), e);
        }
    }

    /** The unit, for its channels, bottleneck and formula.
     *
     * @throws IllegalArgumentException if this is a whole network, or its numbers do not make a unit
     */
    public Unit unit() {
        return UnitFamily.unit(this);
    }

    private Network named(Network unit) {
        return new Network(title(), unit.inputs(), unit.nodes(), unit.note());
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", must be " + rule);
        }
    }
}
