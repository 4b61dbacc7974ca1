package riffle.network;

import java.util.function.IntPredicate;

/**
 * The groups that a family has to choose from.
 *
 * @param allowed which there are
 * @param rule the same in words
 * @param usual those that are used where none are named
 * @param words what they are to the family, for options; empty for a family without a choice
 */
record Groups(IntPredicate allowed, String rule, int usual, String words) {

    /** No choice. */
    static final Groups NONE = new Groups(groups -> true, "any", 3, "");

    /** Of pointwise group convolutions, as in the paper. */
    static final Groups OF_THE_PAPER = new Groups(
            groups -> (groups >= 1 && groups <= 4) || groups == 8,
            "one of [1, 2, 3, 4, 8]",
            3,
            "groups of ShuffleNet's 1x1 convolutions: 1, 2, 3, 4 or 8 (default: 3)");

    /** What the paper of ResNeXt calls cardinality: up to beyond every width that anybody built. */
    static final Groups CARDINALITY = new Groups(
            groups -> groups >= 1 && groups <= 1024, "1 to 1024", 32, "cardinality of a ResNeXt unit (default: 32)");

    /** Whether there is a choice. */
    boolean isChoice() {
        return !words.isEmpty();
    }
}
