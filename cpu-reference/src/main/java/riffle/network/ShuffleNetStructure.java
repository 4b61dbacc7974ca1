package riffle.network;

import static riffle.network.ShuffleNetStructure.Departure.BARE_STEM;
import static riffle.network.ShuffleNetStructure.Departure.BOTTLENECK_OF_BRANCH;
import static riffle.network.ShuffleNetStructure.Departure.BRANCH_BEFORE_SHORTCUT;
import static riffle.network.ShuffleNetStructure.Departure.CLASSIFIER_WITHOUT_BIAS;
import static riffle.network.ShuffleNetStructure.Departure.CONVOLUTION_BIAS;
import static riffle.network.ShuffleNetStructure.Departure.FIRST_UNIT_UNSHUFFLED;
import static riffle.network.ShuffleNetStructure.Departure.INVERSE_SHUFFLE_AFTER_DEPTHWISE;
import static riffle.network.ShuffleNetStructure.Departure.LOG_SOFTMAX;
import static riffle.network.ShuffleNetStructure.Departure.MEAN_OF_7X7;
import static riffle.network.ShuffleNetStructure.Departure.RELU_AFTER_DEPTHWISE;

import java.util.Set;

/** The ShuffleNets v1 that people have trained: the paper's, and where other implementations depart from it. */
public enum ShuffleNetStructure {
    /** As the paper draws it; what Riffle measures. */
    PAPER("paper"),
    /** The authors' own release. */
    AUTHORS("authors", INVERSE_SHUFFLE_AFTER_DEPTHWISE, CLASSIFIER_WITHOUT_BIAS, MEAN_OF_7X7),
    /** A published listing whose units are sequences called conv1, conv2 and conv3. */
    LISTING_1("listing 1", BOTTLENECK_OF_BRANCH, FIRST_UNIT_UNSHUFFLED, RELU_AFTER_DEPTHWISE, BRANCH_BEFORE_SHORTCUT),
    /** A published listing whose units are called ShuffleUnit_Stage. */
    LISTING_2("listing 2", CONVOLUTION_BIAS, BARE_STEM, LOG_SOFTMAX);

    /** One way to differ from the paper. */
    enum Departure {
        /** Convolutions before normalisations have biases. */
        CONVOLUTION_BIAS,
        /** No normalisation and no rectifier after conv1. */
        BARE_STEM,
        /** The bottleneck is a quarter of what the branch gives, not of what the unit gives. */
        BOTTLENECK_OF_BRANCH,
        /** The network's first unit does not shuffle. */
        FIRST_UNIT_UNSHUFFLED,
        /** The shuffle is undone instead of done, and after the depthwise convolution. */
        INVERSE_SHUFFLE_AFTER_DEPTHWISE,
        /** A rectifier after the depthwise convolution's normalisation. */
        RELU_AFTER_DEPTHWISE,
        /** Concatenations begin with the branch. */
        BRANCH_BEFORE_SHORTCUT,
        /** The fully connected layer has no bias. */
        CLASSIFIER_WITHOUT_BIAS,
        /** The last pool takes windows of 7x7, whatever the size of the map. */
        MEAN_OF_7X7,
        /** Ends in the logarithm of softmax. */
        LOG_SOFTMAX
    }

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of, which is immutable
    private final Set<Departure> departures;

    ShuffleNetStructure(String label, Departure... departures) {
        this.label = label;
        this.departures = Set.of(departures);
    }

    /** How people call it. */
    public String label() {
        return label;
    }

    boolean has(Departure departure) {
        return departures.contains(departure);
    }
}
