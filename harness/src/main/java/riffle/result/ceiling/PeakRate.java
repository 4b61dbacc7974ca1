package riffle.result.ceiling;

import java.util.Comparator;
import java.util.List;

/**
 * FP32 multiply-add rate over independent chains, by vector width; the best counts.
 *
 * @param width the best width
 * @param chains independent chains of a work-item at that width
 * @param gflopPerS 10^9 FLOP/s at that width; a multiply-add is two
 * @param widths all widths that were measured
 */
public record PeakRate(int width, int chains, double gflopPerS, List<Width> widths) {

    public PeakRate {
        widths = List.copyOf(widths);
    }

    /** The best of these widths, with all of them. */
    public static PeakRate best(List<Width> widths) {
        Width best = widths.stream()
                .max(Comparator.comparingDouble(Width::gflopPerS))
                .orElseThrow();
        return new PeakRate(best.width(), best.chains(), best.gflopPerS(), widths);
    }

    /**
     * One vector width.
     *
     * @param width lanes of a vector
     * @param chains independent chains of a work-item
     * @param gflopPerS 90th percentile of the samples, 10^9 FLOP/s
     * @param samples 10^9 FLOP/s, in the order of measurement
     */
    public record Width(int width, int chains, double gflopPerS, List<Double> samples) {
        public Width {
            samples = List.copyOf(samples);
        }
    }
}
