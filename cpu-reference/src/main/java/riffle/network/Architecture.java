package riffle.network;

/** The families of networks, by the name that the command line and result files use. */
public enum Architecture {
    SHUFFLENET("shufflenet"),
    MOBILENET("mobilenet"),
    ALEXNET("alexnet"),
    /** AlexNet without its fully connected layers, for comparing convolutions with convolutions. */
    ALEXNET_CONVOLUTIONS("alexnet-conv");

    private final String label;

    Architecture(String label) {
        this.label = label;
    }

    /** The name in commands and files. */
    public String label() {
        return label;
    }

    /** Whether the family has groups to choose: ShuffleNet alone. */
    public boolean hasGroups() {
        return this == SHUFFLENET;
    }

    /** Whether the family has a width multiplier. */
    public boolean hasScale() {
        return this == SHUFFLENET || this == MOBILENET;
    }
}
