package riffle.stats;

/** What a ratio of times says about the one above the line. */
public enum Verdict {
    /** The whole interval lies below 1, by more than {@link #NEGLIGIBLE}. */
    FASTER,
    /** The whole interval lies above 1, by more than that. */
    SLOWER,
    /** The interval reaches 1 or comes too close, or there is none. */
    CANNOT_TELL;

    /**
     * Differences below 1 % are never called, however narrow the interval: 95 % intervals miss one time in twenty, and
     * then mostly by little.
     */
    public static final double NEGLIGIBLE = 0.01;

    /** What a ratio says. */
    public static Verdict of(Estimate ratio) {
        return ratio.interval()
                .map(known ->
                        known.high() < 1 - NEGLIGIBLE ? FASTER : known.low() > 1 + NEGLIGIBLE ? SLOWER : CANNOT_TELL)
                .orElse(CANNOT_TELL);
    }

    /** In words. */
    public String label() {
        return switch (this) {
            case FASTER -> "faster";
            case SLOWER -> "slower";
            case CANNOT_TELL -> "can't tell";
        };
    }
}
