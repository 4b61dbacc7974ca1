package riffle.cases;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.network.Network;
import riffle.operator.FullyConnected;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.Weights;

/** NaN is right only where a case is about it. */
class CaseTest {

    private static final double WRONG = Double.POSITIVE_INFINITY;
    private static final Tensor NAN = vector(Float.NaN);

    private static Tensor vector(float value) {
        return new Tensor(Shape.vector(1, 1), new float[] {value});
    }

    /** One multiplication. */
    private static Case times(float weight, float input, Optional<Tensor> expected) {
        Network network = Network.of(new FullyConnected(Shape.vector(1, 1), 1, false));
        Weights weights = new Weights(Map.of("op.weight", new NamedTensor(List.of(1, 1), new float[] {weight})));
        return new Case("times", "linear", network, weights, List.of(vector(input)), expected);
    }

    @Test
    void nanComesFromTheInputTheWeightsOrAnotherImplementation() {
        assertEquals(0, times(1, Float.NaN, Optional.empty()).compare(NAN).error());
        assertEquals(
                0,
                times(0, Float.POSITIVE_INFINITY, Optional.empty()).compare(NAN).error());
        assertEquals(0, times(Float.NaN, 1, Optional.empty()).compare(NAN).error());
        assertEquals(0, times(1, 1, Optional.of(NAN)).compare(NAN).error());
    }

    @Test
    void elsewhereItIsWrong() {
        assertEquals(WRONG, times(1, 1, Optional.empty()).compare(NAN).error());
        assertEquals(
                WRONG, times(1, Float.NaN, Optional.empty()).compare(vector(1)).error());
        assertEquals(
                WRONG, times(1, Float.NaN, Optional.of(vector(1))).compare(NAN).error());
    }

    /** The reference itself overflows: there is nothing finite to verify by. */
    @Test
    void anInfinityOutOfFiniteValuesVerifiesNothing() {
        Tensor infinity = vector(Float.POSITIVE_INFINITY);
        assertEquals(
                WRONG, times(1e30f, 1e30f, Optional.empty()).compare(infinity).error());
    }
}
