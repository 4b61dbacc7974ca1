package riffle.report;

/**
 * A launch on a roofline.
 *
 * @param network the network's name
 * @param launch the launch's name
 * @param operatorClass what reports group by
 * @param shape what it computes, in words: {@code 60x28x28 to 240x28x28}
 * @param kernelMs median kernel time, ms
 * @param intensity FLOPs over compulsory bytes
 * @param gflops rate reached, GFLOP/s
 * @param roof what bounds it: the name of a level of memory, or peak
 * @param attainable the bound, GFLOP/s
 */
public record RooflineDot(
        String network,
        String launch,
        String operatorClass,
        String shape,
        double kernelMs,
        double intensity,
        double gflops,
        String roof,
        double attainable) {}
