package riffle.analysis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.analysis.row.SyntheticRows;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;

class CostModelsTest {

    private static final double BANDWIDTH = 10; // GB/s
    private static final Map<String, Double> RATES = Map.of("pointwise", 40.0, "dense conv", 20.0); // GFLOP/s
    private static final double LAUNCH_MS = 0.02;

    /** Networks whose times are made by the model: the fit finds its parameters, and predicts each from the others. */
    @Test
    void findsTheParametersOfAMachineThatObeysTheModel() {
        CostModel model = CostModels.of(SyntheticRows.run(
                        network(0.5, 1e6, 0.2e6),
                        network(1, 4e6, 0.9e6),
                        network(1.5, 9e6, 1.4e6),
                        network(2, 16e6, 4.0e6)))
                .getFirst();
        assertEquals(20, 1e3 * LAUNCH_MS, 1e-9);
        assertEquals(20, model.launchUs(), 0.01);
        assertEquals(BANDWIDTH, model.bandwidthGbs(), 0.01);
        assertEquals(40, model.peakGflops(), 0.01);
        assertEquals(1, model.efficiency().get("pointwise"), 1e-3);
        assertEquals(0.5, model.efficiency().get("dense conv"), 1e-3);
        assertEquals(Optional.empty(), model.bandwidthShare());
        assertEquals(0, model.error(), 1e-3);
        assertTrue(model.flopsOnlyError() > 0.05, () -> "FLOPs alone: " + model.flopsOnlyError());
        for (CostModel.Prediction prediction : model.predictions()) {
            assertEquals(prediction.measuredMs(), prediction.fittedMs(), 1e-3 * prediction.measuredMs());
        }
    }

    /** The geometric mean over the other networks of the time for a multiply-add. */
    @Test
    void flopsAloneAreTheOthersMeanTimeAMultiplyAdd() {
        ResultRow[] rows = {network(0.5, 1e6, 0.2e6), network(1, 4e6, 0.9e6), network(2, 16e6, 4.0e6)};
        List<CostModel.Prediction> predictions =
                CostModels.of(SyntheticRows.run(rows)).getFirst().predictions();
        double expected = macs(rows[0]) * Math.sqrt(msPerMac(rows[1]) * msPerMac(rows[2]));
        assertEquals(expected, predictions.getFirst().flopsOnlyMs(), 1e-9 * expected);
        assertEquals(
                predictions.stream()
                        .mapToDouble(one -> Math.abs(one.flopsOnlyMs() / one.measuredMs() - 1))
                        .average()
                        .orElseThrow(),
                CostModels.of(SyntheticRows.run(rows)).getFirst().flopsOnlyError(),
                1e-12);
    }

    private static double macs(ResultRow row) {
        return row.result().operators().stream().mapToLong(OperatorTime::macs).sum();
    }

    private static double msPerMac(ResultRow row) {
        return row.result().times().medianMs() / macs(row);
    }

    /** What a part of a network says is in the whole; an operator without a time says nothing of a machine. */
    @Test
    void aPartBesideItsWholeAndUntimedNetworksAreLeftOut() {
        ResultRow whole = family(Architecture.ALEXNET, 0.01);
        ResultRow part = family(Architecture.ALEXNET_CONVOLUTIONS, 0.01);
        ResultRow untimed = family(Architecture.MOBILENET, 0);
        List<ResultRow> others = List.of(network(0.5, 1e6, 0.2e6), network(1, 4e6, 0.9e6), network(2, 16e6, 4.0e6));
        assertEquals(3, predictions(others, untimed));
        assertEquals(4, predictions(others, part));
        assertEquals(4, predictions(others, whole, part));
        assertEquals(0, predictions(List.of(others.get(0), whole, part)));
    }

    private static ResultRow family(Architecture architecture, double ms) {
        OperatorTime pool = new OperatorTime("pool", "pooling", 0, 1000, ms);
        return SyntheticRows.row(
                NetworkSpec.of(architecture, 1, 1), List.of(launch("conv", "dense conv", 2e6, 1e5), pool), 0.1, 0);
    }

    private static int predictions(List<ResultRow> first, ResultRow... more) {
        List<ResultRow> rows = new ArrayList<>(first);
        rows.addAll(List.of(more));
        return CostModels.of(SyntheticRows.run(rows.toArray(ResultRow[]::new))).stream()
                .mapToInt(model -> model.predictions().size())
                .sum();
    }

    @Test
    void twoNetworksAreTooFew() {
        assertEquals(List.of(), CostModels.of(SyntheticRows.run(network(0.5, 1e6, 0.2e6), network(1, 4e6, 0.9e6))));
    }

    /** Convolutions that compute, additions that move, in proportions of their own for each network. */
    private static ResultRow network(double scale, double macs, double bytes) {
        List<OperatorTime> operators = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            operators.add(launch("pointwise" + i, "pointwise", i * macs, bytes));
            operators.add(launch("add" + i, "add", 0, i * i * bytes));
        }
        operators.add(launch("conv1", "dense conv", 2 * macs, bytes));
        return SyntheticRows.row(
                NetworkSpec.of(Architecture.SHUFFLENET, 3, scale), operators, operators.size() * LAUNCH_MS, 0);
    }

    private static OperatorTime launch(String name, String operatorClass, double macs, double bytes) {
        double compute = macs == 0 ? 0 : 2 * macs / RATES.get(operatorClass) / 1e6;
        return new OperatorTime(
                name, operatorClass, (long) macs, (long) bytes, Math.max(compute, bytes / BANDWIDTH / 1e6));
    }
}
