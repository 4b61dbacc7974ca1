package riffle.analysis.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import riffle.analysis.row.SyntheticRows;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.ceiling.Moment;

class CostModelsTest {

    private static final int RUNS = 60;

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
        assertEquals(RATES.keySet(), model.efficiency().keySet()); // additions have none
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

    /** A class that no other network has is taken to run as fast as theirs do on average. */
    @Test
    void aClassOfNoOtherNetworkHasTheirUsualRate() {
        List<ResultRow> others = List.of(network(0.5, 1e6, 0.2e6), network(1, 4e6, 0.9e6), network(2, 16e6, 4.0e6));
        double macs = 5e6;
        OperatorTime unknown = new OperatorTime("conv", "group conv", (long) macs, 1000, 3.0);
        ResultRow last =
                SyntheticRows.row(NetworkSpec.of(Architecture.MOBILENET, 1, 1), List.of(unknown), LAUNCH_MS, 0);
        double ms = others.stream()
                .flatMap(row -> row.result().operators().stream())
                .filter(operator -> operator.macs() > 0)
                .mapToDouble(OperatorTime::kernelMs)
                .sum();
        double theirs = others.stream().mapToDouble(CostModelsTest::macs).sum();
        ResultRow[] rows = Stream.concat(others.stream(), Stream.of(last)).toArray(ResultRow[]::new);
        CostModel model = CostModels.of(SyntheticRows.run(rows)).getFirst();
        assertEquals(
                LAUNCH_MS + macs * ms / theirs, model.predictions().getLast().leftOutMs(), 1e-4);
    }

    /**
     * Where no parameter explains all times, each is the least-squares slope through what it does in each network, as
     * shares of the network's whole time: of multiply-adds, of bytes, and of launches, which here do not meet.
     */
    @Test
    void disturbedTimesAreFittedAsSharesOfEachNetworksTime() {
        double[][] disturbed = {{1, 1.3, 0.9}, {0.7, 1, 1.2}, {1.4, 0.8, 1}, {0.9, 1.1, 1.5}};
        List<ResultRow> rows = new ArrayList<>();
        Slope compute = new Slope();
        Slope move = new Slope();
        Slope start = new Slope();
        for (int i = 0; i < disturbed.length; i++) {
            double[] times = disturbed[i];
            List<OperatorTime> operators = new ArrayList<>();
            for (int j = 0; j < i + 2; j++) {
                operators.add(new OperatorTime("conv" + j, "pointwise", 4_000_000L * (j + 1), 100, (j + 1) * times[0]));
                operators.add(new OperatorTime("add" + j, "add", 0, 500_000L * (i + 1), (i + 1) * times[1]));
            }
            double outside = 0.3 * operators.size() * times[2];
            ResultRow row =
                    SyntheticRows.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5 * (i + 1)), operators, outside, 0);
            double whole = row.result().times().medianMs();
            compute.add(macs(row) / whole, ms(row, "pointwise") / whole);
            move.add(0.5e6 * (i + 1) * (i + 2) / whole, ms(row, "add") / whole);
            start.add(operators.size() / whole, outside / whole);
            rows.add(row);
        }
        CostModel model =
                CostModels.of(SyntheticRows.run(rows.toArray(ResultRow[]::new))).getFirst();
        assertEquals(2 / compute.of() / 1e6, model.peakGflops(), 1e-5);
        assertEquals(1 / move.of() / 1e6, model.bandwidthGbs(), 1e-5);
        assertEquals(1e3 * start.of(), model.launchUs(), 1e-2);
    }

    private static double ms(ResultRow row, String operatorClass) {
        return row.result().operators().stream()
                .filter(operator -> operator.operatorClass().equals(operatorClass))
                .mapToDouble(OperatorTime::kernelMs)
                .sum();
    }

    /** The line through the origin that is nearest to some points. */
    private static final class Slope {
        private double xy;
        private double xx;

        void add(double x, double y) {
            xy += x * y;
            xx += x * x;
        }

        double of() {
            return xy / xx;
        }
    }

    /** Copying was measured: 100 GB/s in a cache of 32 kB, 10 beyond it. Launches reach half of either. */
    @Test
    void whereBandwidthsWereMeasuredTheirShareIsFitted() {
        List<ResultRow> rows = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            rows.add(SyntheticRows.row(
                    NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5 * i),
                    List.of(
                            launch("conv", "pointwise", i * 4e6, 1000),
                            new OperatorTime("small", "add", 0, 5_000L * i, 5e-3 * i / 50),
                            new OperatorTime("large", "add", 0, 1_000_000L * i * i, 1.0 * i * i / 5)),
                    3 * LAUNCH_MS,
                    0));
        }
        RunResult run = SyntheticRows.run(rows.toArray(ResultRow[]::new))
                .withCeilings(List.of(SampleResults.ceilings(Moment.START, 100)));
        CostModel model = CostModels.of(run).getFirst();
        assertEquals(0.5, model.bandwidthShare().orElseThrow(), 1e-4);
        assertEquals(5, model.bandwidthGbs(), 1e-3);
        assertEquals(100, model.peakGflops());
        assertEquals(0.4, model.efficiency().get("pointwise"), 1e-4);
        assertEquals(0, model.error(), 1e-4);
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
        ResultRow moving = SyntheticRows.row(
                NetworkSpec.of(Architecture.MOBILENET, 1, 1),
                List.of(new OperatorTime("pool", "pooling", 0, 1000, 0.01)),
                0.1,
                0);
        assertEquals(3, predictions(others, untimed));
        assertEquals(3, predictions(others, moving));
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

    /** Some of these fits come to no end. */
    @Test
    void timesThatObeyNothingAreNoError() {
        int described = 0;
        for (int seed = 0; seed < RUNS; seed++) {
            Random random = new Random(seed);
            List<ResultRow> rows = new ArrayList<>();
            for (int i = 1; i <= 3; i++) {
                List<OperatorTime> operators = new ArrayList<>();
                for (String name : List.of("pointwise", "add", "dense conv", "depthwise")) {
                    long macs = name.equals("add") ? 0 : 1L << random.nextInt(30);
                    operators.add(new OperatorTime(
                            name, name, macs, 1L << random.nextInt(24), Math.exp(10 * random.nextGaussian())));
                }
                rows.add(SyntheticRows.row(
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5 * i), operators, random.nextDouble(), 0));
            }
            described += CostModels.of(SyntheticRows.run(rows.toArray(ResultRow[]::new)))
                    .size();
        }
        assertTrue(described > 0 && described < RUNS, described + " of " + RUNS);
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
