package riffle.execution;

/**
 * What a plan depends on of the device that it is made for, beside the set of kernels: how work is cut, not what is
 * computed.
 *
 * @param threads work-items that run at once; at least two, so that a plan for one thread is that for two and both do
 *     the same work
 * @param cacheBytes of the cache that each thread has to itself, the second level of most processors
 */
public record DeviceProfile(int threads, long cacheBytes) {

    /** Two threads with a cache of 1 MiB each: the processor that decisions 17 and 24 were measured on. */
    public static final DeviceProfile DEFAULT = new DeviceProfile(2, 1 << 20);

    /** No device runs more work-items that each take a share of the launch. */
    public static final int MOST_THREADS = 1024;

    /** The largest cache that a plan counts with. */
    public static final long MOST_CACHE_BYTES = 1 << 30;

    private static final long LEAST_CACHE_BYTES = 1 << 10;

    /**
     * @throws IllegalArgumentException if there are fewer than two threads or more than {@value #MOST_THREADS}, or the
     *     cache is smaller than 1 KiB or larger than 1 GiB
     */
    public DeviceProfile {
        if (threads < 2 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("threads is " + threads + ", expected between 2 and " + MOST_THREADS);
        }
        if (cacheBytes < LEAST_CACHE_BYTES || cacheBytes > MOST_CACHE_BYTES) {
            throw new IllegalArgumentException("cacheBytes is " + cacheBytes + ", expected between " + LEAST_CACHE_BYTES
                    + " and " + MOST_CACHE_BYTES);
        }
    }

    /**
     * That of a device with so many compute units, each with a cache of so many bytes; what it does not have is
     * clamped.
     */
    public static DeviceProfile of(int computeUnits, long cacheBytes) {
        return new DeviceProfile(
                Math.clamp(computeUnits, 2, MOST_THREADS), Math.clamp(cacheBytes, LEAST_CACHE_BYTES, MOST_CACHE_BYTES));
    }
}
