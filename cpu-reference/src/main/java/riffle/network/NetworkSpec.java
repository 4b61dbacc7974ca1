package riffle.network;

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
 * @param classes outputs of the last fully connected layer; ignored by units, which have none, and by files
 * @param model the file, of a network that comes as one; null for all others
 */
public record NetworkSpec(
        Architecture architecture,
        int groups,
        double scale,
        int batch,
        int height,
        int width,
        int classes,
        ModelFile model) {

    /** Beyond every width whose parameters still fit arrays. */
    private static final double MOST_SCALE = 1000;

    /**
     * @throws IllegalArgumentException if a number is out of range; the message names it, its value and the range.
     *     Groups and scale are looked at only where the family has them.
     */
    public NetworkSpec {
        Groups choice = architecture.family().groups();
        require(choice.allowed().test(groups), "groups", groups, choice.rule());
        require(
                !architecture.hasScale() || (scale > 0 && scale <= MOST_SCALE),
                "scale",
                scale,
                "above 0 and at most " + (int) MOST_SCALE);
        require(batch >= 1, "batch", batch, "at least 1");
        require(height >= 1 && width >= 1, "size", height + "x" + width, "at least 1x1");
        require(classes >= 1, "classes", classes, "at least 1");
        if (architecture.isFile() != (model != null)) {
            throw new IllegalArgumentException(
                    architecture.label() + (model == null ? " needs a file" : " has no file"));
        }
    }

    /** A network of a family. */
    public NetworkSpec(
            Architecture architecture, int groups, double scale, int batch, int height, int width, int classes) {
        this(architecture, groups, scale, batch, height, width, classes, null);
    }

    /** The network in a file, for as many images of that size. */
    public static NetworkSpec of(ModelFile model, int batch, int height, int width) {
        return new NetworkSpec(Architecture.MODEL, 1, 1, batch, height, width, 1, model);
    }

    /** The paper's usual form: batch 1, 224x224, 1000 classes. */
    public static NetworkSpec of(Architecture architecture, int groups, double scale) {
        return new NetworkSpec(architecture, groups, scale, 1, 224, 224, 1000);
    }

    /** The same network for another input size. */
    public NetworkSpec withSize(int newHeight, int newWidth) {
        return new NetworkSpec(architecture, groups, scale, batch, newHeight, newWidth, classes, model);
    }

    /** The same network for another batch. */
    public NetworkSpec withBatch(int newBatch) {
        return new NetworkSpec(architecture, groups, scale, newBatch, height, width, classes, model);
    }

    /**
     * Shape of the input: batch x 3 x height x width; a unit takes as many channels as it is wide, and the network of a
     * file whatever that says.
     */
    public Shape input() {
        if (model != null) {
            return build().input();
        }
        return new Shape(batch, architecture.isUnit() ? unit().input().c() : 3, height, width);
    }

    /** How people call it: {@code ShuffleNet 0.5x (g = 3)}. */
    public String title() {
        return architecture.family().title(this);
    }

    /** Whether the paper or its readers compare a network with this one. */
    public boolean isBaselineOf(NetworkSpec network) {
        return architecture.baseline().isOf(this, network);
    }

    /** The input's size as everything prints it: rows x columns, such as {@code 224x224}. */
    public String size() {
        return height + "x" + width;
    }

    /**
     * The network as a graph of operators.
     *
     * @throws IllegalArgumentException if the options do not make a network; the message says which and why
     */
    public Network build() {
        try {
            return architecture.family().builder().apply(this);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(title() + ", batch " + batch + ", " + size() + ": " + e.getMessage(), e);
        }
    }

    /** The unit, for its channels, bottleneck and formula.
     *
     * @throws IllegalArgumentException if this is a whole network, or its numbers do not make a unit
     */
    public Unit unit() {
        return UnitFamily.unit(this);
    }

    private static void require(boolean holds, String option, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(option + " is " + value + ", must be " + rule);
        }
    }
}
