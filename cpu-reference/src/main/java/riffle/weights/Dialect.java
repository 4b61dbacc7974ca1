package riffle.weights;

import java.util.Arrays;
import java.util.Map;

/** Whose names a weights file uses; a ShuffleNet's structure goes with them. */
public enum Dialect {
    /** Riffle's own names, as {@link riffle.network.Network} has them. */
    PLAIN("plain"),
    /** The ShuffleNet v1 authors' release: {@code features.0.branch_main_1.0.weight}. */
    AUTHORS("authors"),
    /** ShuffleNet v1 with units of three sequences: {@code stage2.0.conv1.0.weight}. */
    LISTING_1("listing1"),
    /** ShuffleNet v1 with named units: {@code stage2.ShuffleUnit_Stage2_0.g_conv_1x1_compress.conv1x1.weight}. */
    LISTING_2("listing2"),
    /** MobileNet v1 and AlexNet as numbered sequences: {@code features.0.0.weight}, {@code classifier.1.weight}. */
    TORCHVISION("torchvision");

    /** Key in a file's metadata: the dialect that its tensors came from, where they have Riffle's own names since. */
    private static final String METADATA = "riffle.dialect";

    private final String label;

    Dialect(String label) {
        this.label = label;
    }

    /** The name in messages and output. */
    public String label() {
        return label;
    }

    /** What a file says in its metadata whose tensors were of this dialect and have Riffle's own names since. */
    public Map<String, String> metadata() {
        return this == PLAIN ? Map.of() : Map.of(METADATA, label);
    }

    /**
     * The dialect that a file's metadata speak of; plain if they don't.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static Dialect of(Map<String, String> metadata) {
        String label = metadata.getOrDefault(METADATA, PLAIN.label);
        return Arrays.stream(values())
                .filter(dialect -> dialect.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("metadata " + METADATA + " is "
                        + SafeTensorsHeader.quote(label) + ", expected one of "
                        + Arrays.stream(values()).map(Dialect::label).toList()));
    }
}
