package riffle.result.ceiling;

import java.util.List;

/**
 * What a device can do at best, measured with micro-kernels in one worker process: the roofs of a roofline. Every rate
 * is the 90th percentile of its samples: whatever else runs on a machine only ever takes from it.
 *
 * @param when start or end of the run: results between the two are as good as the two agree
 * @param backend backend that ran the micro-kernels
 * @param device the driver's name of the device
 * @param threads compute units in use
 * @param peak multiply-add rate
 * @param bandwidth the whole curve, patterns one after the other, each by rising working set
 * @param plateaus the levels found in the curve, nearest to the cores first, patterns one after the other
 * @param launch cost of a launch that does nothing
 * @param transfers copies between host and device
 * @param loadAverage one-minute load average right before; null where the system does not tell
 */
public record Ceilings(
        Moment when,
        String backend,
        String device,
        int threads,
        PeakRate peak,
        List<Bandwidth> bandwidth,
        List<Plateau> plateaus,
        LaunchCost launch,
        List<Transfer> transfers,
        Double loadAverage) {

    public Ceilings {
        bandwidth = List.copyOf(bandwidth);
        plateaus = List.copyOf(plateaus);
        transfers = List.copyOf(transfers);
    }
}
