package riffle.analysis.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.exception.MathIllegalStateException;
import riffle.analysis.row.Roofs;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.RunResult;

/** Fits the cost model to each setting, and asks it for each network that it has not seen. */
public final class CostModels {

    /** With two networks, leaving one out leaves one. */
    private static final int FEWEST_NETWORKS = 3;

    private CostModels() {}

    /** One for each setting with at least three networks; a part of one that is there is no network of its own.
     * Settings whose times no such model describes have none. */
    public static List<CostModel> of(RunResult run) {
        List<CostModel> models = new ArrayList<>();
        Rows.bySetting(run).forEach((setting, rows) -> {
            List<ResultRow> networks = rows.stream()
                    .filter(Rows::hasNumber)
                    .filter(row -> Rows.network(row)
                            .architecture()
                            .whole()
                            .filter(whole ->
                                    rows.stream().anyMatch(other -> Rows.is(other, whole) && Rows.hasNumber(other)))
                            .isEmpty())
                    .filter(row -> row.result().operators().stream().allMatch(CostModels::isTimed))
                    .filter(row -> macs(row) > 0)
                    .toList();
            if (networks.size() >= FEWEST_NETWORKS) {
                converged(setting, networks, Roofs.of(run, setting)).ifPresent(models::add);
            }
        });
        return models;
    }

    /** Nothing where times obey the model so little that the fit comes to no end. */
    private static Optional<CostModel> converged(Setting setting, List<ResultRow> rows, Roofs roofs) {
        try {
            return Optional.of(of(setting, rows, roofs));
        } catch (MathIllegalStateException e) {
            return Optional.empty();
        }
    }

    private static boolean isTimed(OperatorTime operator) {
        return operator.kernelMs() != null && operator.kernelMs() > 0;
    }

    private static CostModel of(Setting setting, List<ResultRow> rows, Roofs roofs) {
        Map<Long, Double> levels = new HashMap<>(); // a fit asks for the same sizes again and again
        LongToDoubleFunction level = bytes ->
                levels.computeIfAbsent(bytes, size -> roofs.bandwidth(size).orElse(1.0));
        CostFit fit = CostFit.of(rows, level);
        List<CostModel.Prediction> predictions = new ArrayList<>();
        for (ResultRow row : rows) {
            List<ResultRow> others =
                    rows.stream().filter(other -> !other.equals(row)).toList();
            predictions.add(new CostModel.Prediction(
                    Rows.network(row),
                    row.result().times().medianMs(),
                    fit.predict(row),
                    CostFit.of(others, level).predict(row),
                    macs(row) * msPerMac(others)));
        }
        double peak = roofs.peak()
                .orElseGet(() ->
                        fit.classes().stream().mapToDouble(fit::rate).max().orElseThrow());
        Map<String, Double> efficiency = new TreeMap<>();
        fit.classes().forEach(name -> efficiency.put(name, fit.rate(name) / peak));
        long largest = rows.stream()
                .flatMap(row -> row.result().operators().stream())
                .mapToLong(OperatorTime::bytes)
                .max()
                .orElseThrow();
        return new CostModel(
                setting,
                peak,
                roofs.peak().isPresent(),
                fit.bandwidthShare() * level.applyAsDouble(largest),
                roofs.bandwidth(largest).map(unused -> fit.bandwidthShare()),
                efficiency,
                1e3 * fit.launchMs(),
                predictions,
                error(predictions, CostModel.Prediction::leftOutMs),
                error(predictions, CostModel.Prediction::flopsOnlyMs));
    }

    /** What counting FLOPs alone knows: the geometric mean of the networks' times for a multiply-add. */
    private static double msPerMac(List<ResultRow> rows) {
        return Math.exp(rows.stream()
                .mapToDouble(row -> Math.log(row.result().times().medianMs() / macs(row)))
                .average()
                .orElseThrow());
    }

    private static double macs(ResultRow row) {
        return row.result().operators().stream().mapToLong(OperatorTime::macs).sum();
    }

    private static double error(
            List<CostModel.Prediction> predictions, ToDoubleFunction<CostModel.Prediction> predicted) {
        return predictions.stream()
                .mapToDouble(one -> Math.abs(predicted.applyAsDouble(one) / one.measuredMs() - 1))
                .average()
                .orElseThrow();
    }
}
