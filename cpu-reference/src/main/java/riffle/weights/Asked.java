package riffle.weights;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import riffle.network.Architecture;

/**
 * What the user says about a weights file; all of it may be left out, for the file tells it too.
 *
 * @param architecture the network's family
 * @param groups ShuffleNet's g
 * @param scale width multiplier
 */
public record Asked(Optional<Architecture> architecture, OptionalInt groups, OptionalDouble scale) {

    /** Nothing: the file tells everything. */
    public static final Asked NOTHING = new Asked(Optional.empty(), OptionalInt.empty(), OptionalDouble.empty());
}
