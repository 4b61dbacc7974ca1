package riffle.stats;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * y = c x^exponent, by least squares of the logarithms.
 *
 * @param exponent 1 where y is proportional to x, less where it grows more slowly
 * @param rSquare share of the logarithms' variance that the law explains
 */
public record PowerLaw(double exponent, double rSquare) {

    /**
     * The law through points.
     *
     * @param x above 0
     * @param y above 0, as many
     * @return nothing for fewer than two different x
     */
    public static Optional<PowerLaw> through(List<Double> x, List<Double> y) {
        if (x.size() != y.size()) {
            throw new IllegalArgumentException(x.size() + " x and " + y.size() + " y, expected as many");
        }
        if (x.stream().distinct().count() < 2) {
            return Optional.empty();
        }
        SimpleRegression regression = new SimpleRegression();
        for (int i = 0; i < x.size(); i++) {
            regression.addData(Math.log(x.get(i)), Math.log(y.get(i)));
        }
        return Optional.of(new PowerLaw(regression.getSlope(), regression.getRSquare()));
    }
}
