package riffle.analysis.profile;

import java.util.List;
import java.util.Optional;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;

/**
 * One network by class of operators: what each class computes, moves and takes.
 *
 * @param setting size, backend, plan and threads
 * @param network the network
 * @param classes most time first
 */
public record ClassProfile(Setting setting, NetworkSpec network, List<Share> classes) {

    public ClassProfile {
        classes = List.copyOf(classes);
    }

    /**
     * A class of operators in a network.
     *
     * @param operatorClass its name
     * @param launches number of launches
     * @param macs multiply-adds
     * @param bytes compulsory bytes of the launches as they were fused
     * @param kernelMs sum of the median kernel times, ms
     * @param macsShare of the network's multiply-adds
     * @param bytesShare of the network's compulsory bytes
     * @param timeShare of the network's kernel time
     * @param gflops rate reached, GFLOP/s
     * @param gbs compulsory bytes over time, GB/s
     * @param intensity FLOPs over compulsory bytes
     * @param peakShare rate over the measured peak; empty where no peak was measured for these threads
     */
    public record Share(
            String operatorClass,
            int launches,
            long macs,
            long bytes,
            double kernelMs,
            double macsShare,
            double bytesShare,
            double timeShare,
            double gflops,
            double gbs,
            double intensity,
            Optional<Double> peakShare) {}
}
