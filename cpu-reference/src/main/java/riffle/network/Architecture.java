package riffle.network;

/** The families of networks, by the name that the command line and result files use. */
public enum Architecture {
    SHUFFLENET("shufflenet", true, true),
    MOBILENET("mobilenet", false, true),
    ALEXNET("alexnet", false, false),
    /** AlexNet without its fully connected layers, for comparing convolutions with convolutions. */
    ALEXNET_CONVOLUTIONS("alexnet-conv", false, false),
    /** One bottleneck of ResNet. */
    RESNET_UNIT("resnet-unit", false, true),
    /** One bottleneck of ResNeXt; its groups are what its paper calls cardinality. */
    RESNEXT_UNIT("resnext-unit", true, true),
    /** One unit of Fig. 2a of the ShuffleNet paper: a bottleneck with depthwise convolution. */
    UNIT_A("shufflenet-unit-a", false, true),
    /** One ShuffleNet unit with stride 1, Fig. 2b. */
    UNIT_B("shufflenet-unit-b", true, true),
    /** One ShuffleNet unit with stride 2, Fig. 2c. */
    UNIT_C("shufflenet-unit-c", true, true);

    private static final int USUAL_GROUPS = 3;
    private static final int USUAL_CARDINALITY = 32;

    private final String label;
    private final boolean groups;
    private final boolean scale;

    Architecture(String label, boolean groups, boolean scale) {
        this.label = label;
        this.groups = groups;
        this.scale = scale;
    }

    /** The name in commands and files. */
    public String label() {
        return label;
    }

    /** Whether the family has groups to choose. */
    public boolean hasGroups() {
        return groups;
    }

    /** Whether the family has a width multiplier. */
    public boolean hasScale() {
        return scale;
    }

    /** The groups that are used where none are named. */
    public int usualGroups() {
        return this == RESNEXT_UNIT ? USUAL_CARDINALITY : USUAL_GROUPS;
    }

    /** Whether it is one unit of a network, with its channels as input instead of an image. */
    public boolean isUnit() {
        return switch (this) {
            case RESNET_UNIT, RESNEXT_UNIT, UNIT_A, UNIT_B, UNIT_C -> true;
            case SHUFFLENET, MOBILENET, ALEXNET, ALEXNET_CONVOLUTIONS -> false;
        };
    }
}
