package riffle.measure.protocol;

/**
 * How many passes a worker times. Times are sums of end-to-end times of passes.
 *
 * @param samples passes to time
 * @param sampleSeconds time after which no further sample is started, if there are {@value #FEWEST_SAMPLES} already
 * @param warmUpSeconds time after which warm-up is given up as not steady
 */
public record Sampling(int samples, double sampleSeconds, double warmUpSeconds) {

    /** A slow network gets this many samples whatever they take. */
    public static final int FEWEST_SAMPLES = 3;

    private static final double SAMPLE_SECONDS = 2;
    private static final double WARM_UP_SECONDS = 15;
    private static final double SAMPLE_SECONDS_OF_MANY = 0.5;
    private static final double WARM_UP_SECONDS_OF_MANY = 8;

    /**
     * @throws IllegalArgumentException if there would be no samples
     */
    public Sampling {
        if (samples < 1 || !(sampleSeconds > 0) || !(warmUpSeconds > 0)) {
            throw new IllegalArgumentException("at least one sample and some time expected, got " + samples
                    + " samples in " + sampleSeconds + " s after " + warmUpSeconds + " s");
        }
    }

    /** This many samples, fewer where passes are slow. */
    public static Sampling of(int samples) {
        return new Sampling(samples, SAMPLE_SECONDS, WARM_UP_SECONDS);
    }

    /** The same for one of many measurements, whose blocks count for more than the samples of each. */
    public static Sampling ofMany(int samples) {
        return new Sampling(samples, SAMPLE_SECONDS_OF_MANY, WARM_UP_SECONDS_OF_MANY);
    }

    public boolean wantsMore(int taken, long nanosSpent) {
        return taken < Math.min(samples, FEWEST_SAMPLES) || (taken < samples && nanosSpent < 1e9 * sampleSeconds);
    }

    public boolean warmUpIsOver(long nanosSpent) {
        return nanosSpent >= 1e9 * warmUpSeconds;
    }
}
