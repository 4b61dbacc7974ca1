package riffle.analysis.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;

/**
 * Time of a network as the sum over its launches of max(FLOPs / (efficiency x peak), bytes / bandwidth), plus launches
 * x cost.
 *
 * @param setting size, backend, plan and threads of the networks it was fitted to
 * @param peakGflops peak rate, GFLOP/s
 * @param peakMeasured whether the peak was measured; else it is the rate of the fastest class
 * @param bandwidthGbs bandwidth that the launches reach, fitted, GB/s; where bandwidths were measured, of the level
 *     that the largest launch fits
 * @param bandwidthShare the same over the measured bandwidth; empty where none was measured
 * @param efficiency share of the peak, by class of operators
 * @param launchUs cost of a launch, fitted, microseconds
 * @param predictions one for each network
 * @param error mean of |predicted / measured - 1| where each network is predicted from the others
 * @param flopsOnlyError the same for time proportional to FLOPs, fitted and left out alike
 */
public record CostModel(
        Setting setting,
        double peakGflops,
        boolean peakMeasured,
        double bandwidthGbs,
        Optional<Double> bandwidthShare,
        Map<String, Double> efficiency,
        double launchUs,
        List<Prediction> predictions,
        double error,
        double flopsOnlyError) {

    public CostModel {
        efficiency = new TreeMap<>(efficiency);
        predictions = List.copyOf(predictions);
    }

    /**
     * A network's time by the model.
     *
     * @param network the network
     * @param measuredMs its median time, ms
     * @param fittedMs by the model fitted to all networks, ms
     * @param leftOutMs by the model fitted to the other networks, ms
     * @param flopsOnlyMs by FLOPs alone, at the rate of the other networks, ms
     */
    public record Prediction(
            NetworkSpec network, double measuredMs, double fittedMs, double leftOutMs, double flopsOnlyMs) {}
}
