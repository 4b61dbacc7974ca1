package riffle.analysis.profile;

import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;
import riffle.stats.Estimate;

/**
 * Whether section 3.2's sentence holds: depthwise convolution beside the other convolutions. Every ratio is depthwise
 * over the other, so one below 1 says that depthwise is worse, except for {@code timePerMac}, where one above 1 does.
 *
 * @param setting size, backend, plan and threads
 * @param network the network whose depthwise convolutions are meant
 * @param against the other classes of convolution in the same setting, those of other networks where this one has none
 * @param mostBytes classes by compulsory bytes, most first
 */
public record DepthwiseVerdict(
        Setting setting, NetworkSpec network, List<Against> against, List<ClassProfile.Share> mostBytes) {

    public DepthwiseVerdict {
        against = List.copyOf(against);
        mostBytes = List.copyOf(mostBytes);
    }

    /**
     * Depthwise beside one other class.
     *
     * @param operatorClass the other class
     * @param of the network whose other class it is
     * @param rate ratio of the achieved rates, which is that of the achieved shares of peak
     * @param depthwisePeakShare achieved share of the measured peak; empty where no peak was measured
     * @param otherPeakShare the other's
     * @param intensity ratio of FLOPs per compulsory byte
     * @param timePerMac ratio of (share of time over share of multiply-adds) in one network; the other's in its own
     *     network
     * @param worse whether depthwise is worse by all three
     */
    public record Against(
            String operatorClass,
            NetworkSpec of,
            Estimate rate,
            Optional<Double> depthwisePeakShare,
            Optional<Double> otherPeakShare,
            double intensity,
            double timePerMac,
            boolean worse) {}
}
