package riffle.analysis.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongToDoubleFunction;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresBuilder;
import org.apache.commons.math3.fitting.leastsquares.LeastSquaresProblem;
import org.apache.commons.math3.fitting.leastsquares.LevenbergMarquardtOptimizer;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.apache.commons.math3.optim.SimpleVectorValueChecker;
import org.apache.commons.math3.util.Pair;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;

/**
 * The cost model's parameters, fitted to a few networks by least squares. What is fitted for each network is the time
 * of each class of operators and the time outside kernels, each as a share of the network's whole time: so each network
 * counts the same, and within it what takes long counts most. Parameters are fitted as logarithms, which keeps them
 * above 0.
 *
 * @param classes classes with multiply-adds, by name
 * @param level bandwidth in GB/s that a launch with this many bytes could have at best; 1 where nothing was measured
 * @param logarithms of the rate of each class in GFLOP/s, of the share of the bandwidth, and of the cost of a launch in
 *     ms
 * @param usualRate rate of a class that no network of the fit has, GFLOP/s
 */
record CostFit(List<String> classes, LongToDoubleFunction level, List<Double> logarithms, double usualRate) {

    private static final double FLOPS_PER_MAC = 2;
    private static final double MS_TO_GIGA = 1e6;
    private static final double STEP = 1e-4;
    private static final double CONVERGED = 1e-9;
    private static final int MOST_STEPS = 1000;

    CostFit {
        classes = List.copyOf(classes);
        logarithms = List.copyOf(logarithms);
    }

    /**
     * Fits.
     *
     * @param rows networks with numbers, at least one of them with multiply-adds
     */
    static CostFit of(List<ResultRow> rows, LongToDoubleFunction level) {
        CostFit start = start(rows, level);
        LeastSquaresProblem problem = new LeastSquaresBuilder()
                .model(point -> start.with(point).valueAndJacobian(rows))
                .start(start.logarithms.stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray())
                .target(new double[start.residuals(rows).getDimension()])
                .checkerPair(new SimpleVectorValueChecker(CONVERGED, CONVERGED))
                .maxEvaluations(MOST_STEPS)
                .maxIterations(MOST_STEPS)
                .build();
        return start.with(new LevenbergMarquardtOptimizer().optimize(problem).getPoint());
    }

    /** Each class at its own rate, bytes as fast as the fastest operators move them, all other time on launches. */
    private static CostFit start(List<ResultRow> rows, LongToDoubleFunction level) {
        Map<String, Double> flops = new HashMap<>();
        Map<String, Double> ms = new HashMap<>();
        double share = 0;
        double outside = 0;
        double launches = 0;
        for (ResultRow row : rows) {
            for (OperatorTime operator : row.result().operators()) {
                if (operator.macs() > 0) {
                    flops.merge(operator.operatorClass(), FLOPS_PER_MAC * operator.macs(), Double::sum);
                    ms.merge(operator.operatorClass(), operator.kernelMs(), Double::sum);
                }
                share = Math.max(
                        share,
                        operator.bytes() / operator.kernelMs() / MS_TO_GIGA / level.applyAsDouble(operator.bytes()));
            }
            outside += outsideMs(row);
            launches += row.result().operators().size();
        }
        List<String> classes = List.copyOf(new TreeSet<>(flops.keySet()));
        List<Double> logarithms = new ArrayList<>();
        for (String name : classes) {
            logarithms.add(Math.log(flops.get(name) / ms.get(name) / MS_TO_GIGA));
        }
        logarithms.add(Math.log(share));
        logarithms.add(Math.log(Math.max(outside, Double.MIN_NORMAL) / launches));
        double allFlops =
                flops.values().stream().mapToDouble(Double::doubleValue).sum();
        double allMs = ms.values().stream().mapToDouble(Double::doubleValue).sum();
        return new CostFit(classes, level, logarithms, allFlops / allMs / MS_TO_GIGA);
    }

    /** Rate of a class in GFLOP/s. */
    double rate(String operatorClass) {
        int index = classes.indexOf(operatorClass);
        return index < 0 ? usualRate : Math.exp(logarithms.get(index));
    }

    /** Share of the best bandwidth. */
    double bandwidthShare() {
        return Math.exp(logarithms.get(classes.size()));
    }

    /** Cost of a launch, ms. */
    double launchMs() {
        return Math.exp(logarithms.get(classes.size() + 1));
    }

    /** Time of a network, ms. */
    double predict(ResultRow row) {
        double ms = row.result().operators().size() * launchMs();
        for (OperatorTime operator : row.result().operators()) {
            ms += kernelMs(operator);
        }
        return ms;
    }

    private double kernelMs(OperatorTime operator) {
        double compute = operator.macs() == 0
                ? 0
                : FLOPS_PER_MAC * operator.macs() / rate(operator.operatorClass()) / MS_TO_GIGA;
        double move = operator.bytes() / (bandwidthShare() * level.applyAsDouble(operator.bytes())) / MS_TO_GIGA;
        return Math.max(compute, move);
    }

    /** What a network spends outside its kernels, ms. */
    private static double outsideMs(ResultRow row) {
        double kernels = row.result().operators().stream()
                .mapToDouble(OperatorTime::kernelMs)
                .sum();
        return Math.max(0, row.result().times().medianMs() - kernels);
    }

    private CostFit with(RealVector point) {
        List<Double> values = new ArrayList<>();
        for (double value : point.toArray()) {
            values.add(value);
        }
        return new CostFit(classes, level, values, usualRate);
    }

    /** For each network: classes with multiply-adds one by one, all others together, then the time outside kernels. */
    private RealVector residuals(List<ResultRow> rows) {
        int width = classes.size() + 2;
        RealVector residuals = new ArrayRealVector(rows.size() * width);
        for (int i = 0; i < rows.size(); i++) {
            ResultRow row = rows.get(i);
            double whole = row.result().times().medianMs();
            for (OperatorTime operator : row.result().operators()) {
                int index = operator.macs() > 0 ? classes.indexOf(operator.operatorClass()) : classes.size();
                residuals.addToEntry(i * width + index, (kernelMs(operator) - operator.kernelMs()) / whole);
            }
            double launches = row.result().operators().size() * launchMs();
            residuals.setEntry(i * width + width - 1, (launches - outsideMs(row)) / whole);
        }
        return residuals;
    }

    private Pair<RealVector, RealMatrix> valueAndJacobian(List<ResultRow> rows) {
        RealVector value = residuals(rows);
        RealMatrix jacobian = new Array2DRowRealMatrix(value.getDimension(), logarithms.size());
        for (int parameter = 0; parameter < logarithms.size(); parameter++) {
            List<Double> above = new ArrayList<>(logarithms);
            List<Double> below = new ArrayList<>(logarithms);
            above.set(parameter, above.get(parameter) + STEP);
            below.set(parameter, below.get(parameter) - STEP);
            RealVector slope = new CostFit(classes, level, above, usualRate)
                    .residuals(rows)
                    .subtract(new CostFit(classes, level, below, usualRate).residuals(rows))
                    .mapDivide(2 * STEP);
            jacobian.setColumnVector(parameter, slope);
        }
        return new Pair<>(value, jacobian);
    }
}
