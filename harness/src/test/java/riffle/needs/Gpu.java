package riffle.needs;

/**
 * GPUs of phones, as far as others told: those who compile for them by Mesa's sources, who write engines for them, or
 * who met a limit. No one here has one.
 */
enum Gpu {
    MALI_G52("Mali-G52", 384L, 4L * 64, null, null),
    MALI_G57("Mali-G57", null, 4L * 64, null, null),
    MALI_G610("Mali-G610", null, 4L * 64, null, null),
    ADRENO_5XX("Adreno 5xx", null, null, null, null),
    /** Registers are those of the 650 and 660; the 615 to 640 have half as many again. */
    ADRENO_6XX("Adreno 6xx", 1024L, 16L * 64, 32L << 10, null),
    /** A buffer of 311 MB was too large for one of them. */
    ADRENO_7XX("Adreno 7xx", 1024L, 16L * 96, null, 311_000_000L);

    private final String title;

    @SuppressWarnings("ImmutableEnumChecker") // a record of values; those of a GPU have no set of features
    private final Limits known;

    Gpu(String title, Long workGroup, Long privateBytes, Long localBytes, Long bufferBytes) {
        this.title = title;
        this.known = new Limits(workGroup, privateBytes, localBytes, null, bufferBytes, null);
    }

    String title() {
        return title;
    }

    /** What is known of it. */
    Limits known() {
        return known;
    }
}
