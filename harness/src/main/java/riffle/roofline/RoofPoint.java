package riffle.roofline;

/**
 * Where a launch stands under the roof. The ratio of computation to memory access needs no counters: a launch moves at
 * least its compulsory bytes, and at most what the measured bandwidth lets through in its time.
 *
 * @param flopPerByte compulsory intensity, each tensor once: upper end of the interval
 * @param leastFlopPerByte FLOPs over bandwidth times time: lower end of the interval; above the upper one only if the
 *     launch is faster than its roof
 * @param gflopPerS achieved rate, 10^9 FLOP/s
 * @param gbPerS achieved rate of compulsory bytes, 10^9 bytes/s
 * @param level whose bandwidth is the roof: the one that the compulsory bytes fit
 * @param levelGbPerS that bandwidth, 10^9 bytes/s
 * @param attainableGflopPerS the roof at the compulsory intensity, 10^9 FLOP/s
 * @param computeBound whether the flat part of the roof is the lower one
 * @param shareOfRoof time under the roof over the time it took
 */
public record RoofPoint(
        double flopPerByte,
        double leastFlopPerByte,
        double gflopPerS,
        double gbPerS,
        String level,
        double levelGbPerS,
        double attainableGflopPerS,
        boolean computeBound,
        double shareOfRoof) {

    /**
     * Two sets of launches as one: their FLOPs, bytes and times added up, against the sum of the times that their roofs
     * allow. The level is that of the larger set of bytes.
     */
    static RoofPoint together(RoofedOperator a, RoofedOperator b) {
        double ms = a.kernelMs() + b.kernelMs();
        double flops = 2.0 * (a.macs() + b.macs());
        double bytes = (double) a.bytes() + b.bytes();
        double roofMs = a.point().shareOfRoof() * a.kernelMs() + b.point().shareOfRoof() * b.kernelMs();
        // bandwidth times time: the bytes that both could have moved
        double most = a.point().levelGbPerS() * a.kernelMs() + b.point().levelGbPerS() * b.kernelMs();
        RoofPoint larger = a.bytes() >= b.bytes() ? a.point() : b.point();
        return new RoofPoint(
                flops / bytes,
                flops / (most * Roof.GIGA_PER_MS),
                flops / ms / Roof.GIGA_PER_MS,
                bytes / ms / Roof.GIGA_PER_MS,
                larger.level(),
                most / ms,
                flops / roofMs / Roof.GIGA_PER_MS,
                larger.computeBound(),
                roofMs / ms);
    }
}
