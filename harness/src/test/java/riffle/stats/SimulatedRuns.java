package riffle.stats;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * Runs of two programs as a shared machine would time them: slow drift that both share, a pace of its own for each
 * process, passes of one process that follow each other (first-order autoregressive), and now and then a pass that
 * something held up.
 *
 * @param processNoise standard deviation of a process's pace, as a share of the time
 * @param passNoise standard deviation of a pass
 * @param correlation of a pass with the one before
 * @param drift standard deviation of the drift from block to block
 * @param disturbed share of the processes that run slower throughout, by 20 % on average
 */
record SimulatedRuns(double processNoise, double passNoise, double correlation, double drift, double disturbed) {

    private static final int PASSES = 20;
    private static final double HELD_UP = 0.05;
    private static final double HELD_UP_BY = 0.5;
    private static final double DISTURBED_BY = 0.2;

    /** What five to ten processes of the same program look like on a quiet, and on a busy machine. */
    static final SimulatedRuns QUIET = new SimulatedRuns(0.01, 0.02, 0.5, 0.03, 0);

    static final SimulatedRuns CORRELATED = new SimulatedRuns(0.02, 0.04, 0.9, 0.03, 0);
    static final SimulatedRuns DRIFTING = new SimulatedRuns(0.02, 0.04, 0.5, 0.1, 0);
    static final SimulatedRuns DISTURBED = new SimulatedRuns(0.02, 0.04, 0.5, 0.03, 0.15);

    /**
     * Block medians of a program and of one that takes {@code ratio} times as long.
     *
     * @param first of the first program
     * @param second of the other
     */
    record Pair(List<Double> first, List<Double> second) {}

    /** Interleaved blocks: drift is common to both sides. */
    Pair paired(int blocks, double ratio, RandomGenerator random) {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        double pace = 0;
        for (int block = 0; block < blocks; block++) {
            pace += drift * random.nextGaussian();
            first.add(Math.exp(pace) * process(random));
            second.add(ratio * Math.exp(pace) * process(random));
        }
        return new Pair(first, second);
    }

    /** Runs of their own, without drift. */
    Pair unpaired(int firstBlocks, int secondBlocks, double ratio, RandomGenerator random) {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        for (int block = 0; block < firstBlocks; block++) {
            first.add(process(random));
        }
        for (int block = 0; block < secondBlocks; block++) {
            second.add(ratio * process(random));
        }
        return new Pair(first, second);
    }

    private double process(RandomGenerator random) {
        double pace = processNoise * random.nextGaussian();
        if (random.nextDouble() < disturbed) {
            pace -= DISTURBED_BY * Math.log(1 - random.nextDouble());
        }
        List<Double> passes = new ArrayList<>();
        double noise = passNoise * random.nextGaussian();
        for (int pass = 0; pass < PASSES; pass++) {
            double heldUp = random.nextDouble() < HELD_UP ? -HELD_UP_BY * Math.log(1 - random.nextDouble()) : 0;
            passes.add(Math.exp(pace + noise + heldUp));
            noise = correlation * noise + Math.sqrt(1 - correlation * correlation) * passNoise * random.nextGaussian();
        }
        return Summary.median(passes);
    }

    static RandomGenerator random(long seed) {
        return new Well19937c(seed);
    }
}
