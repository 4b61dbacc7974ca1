package riffle.network;

/** What the networks of a family are to the speedups of others: in the order in which reports have them. */
public enum Baseline {
    /** What speedups are told over first; every network is compared with it. */
    HEADLINE,
    /** A part of that, where the whole does not run; every network is compared with it. */
    PART,
    /** Another fast network; every network is compared with it. */
    RIVAL,
    /** Networks of the family are compared with its wider ones: the families that the measurements are about. */
    WIDER,
    /** Nothing is compared with it. */
    NONE;

    /** Whether a network is compared with a baseline of this kind. */
    boolean isOf(NetworkSpec baseline, NetworkSpec network) {
        return switch (this) {
            case HEADLINE, PART, RIVAL -> true;
            case WIDER ->
                network.architecture() == baseline.architecture()
                        && network.groups() == baseline.groups()
                        && network.scale() < baseline.scale();
            case NONE -> false;
        };
    }
}
