package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.Arithmetic;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

class SeededWeightsTest {

    private static final Shape INPUT = new Shape(1, 32, 4, 4);
    private static final Node FIRST =
            new Node("first", new Conv2d(INPUT, 64, Window.square(3, 1, 1), 2, true), List.of(Network.INPUT));
    private static final Shape WIDE = INPUT.withChannels(64);

    private static Network network(Node... nodes) {
        return new Network("test", List.of(INPUT), List.of(nodes), Optional.empty());
    }

    private static double meanSquare(float[] data) {
        double sum = 0;
        for (float value : data) {
            sum += (double) value * value;
        }
        return sum / data.length;
    }

    @Test
    void theSameSeedGivesTheSameWeights() {
        float[] first = SeededWeights.draw(network(FIRST), 7).get("first.weight");
        assertArrayEquals(first, SeededWeights.draw(network(FIRST), 7).get("first.weight"));
        assertFalse(Arrays.equals(first, SeededWeights.draw(network(FIRST), 8).get("first.weight")));
    }

    @Test
    void aTensorDoesNotDependOnItsNeighbours() {
        Node norm = new Node("norm", new BatchNorm(WIDE, 1e-5), List.of("first"));
        assertArrayEquals(
                SeededWeights.draw(network(FIRST), 7).get("first.weight"),
                SeededWeights.draw(network(FIRST, norm), 7).get("first.weight"));
    }

    @Test
    void namesGiveDifferentWeights() {
        Node second = new Node("second", FIRST.operator(), List.of(Network.INPUT));
        Weights weights = SeededWeights.draw(network(FIRST, second), 7);
        assertFalse(Arrays.equals(weights.get("first.weight"), weights.get("second.weight")));
    }

    @Test
    void variancesFollowFanInAndWhatTheInputWentThrough() {
        Node relu = new Node("relu", new Relu(WIDE), List.of("first"));
        Node second = new Node("second", new PointwiseConv(WIDE, 512, 1, false), List.of("relu"));
        Weights weights = SeededWeights.draw(network(FIRST, relu, second), 7);

        assertEquals(1.0 / (16 * 9), meanSquare(weights.get("first.weight")), 0.05 / (16 * 9));
        assertEquals(2.0 / 64, meanSquare(weights.get("second.weight")), 0.05 * 2 / 64);
    }

    @Test
    void normalisationIsNearlyButNotQuiteNeutral() {
        Node norm = new Node("norm", new BatchNorm(WIDE, 1e-5), List.of("first"));
        Weights weights = SeededWeights.draw(network(FIRST, norm), 7);
        for (float variance : weights.get("norm.running_var")) {
            assertTrue(variance >= 0.8 && variance <= 1.2 && variance != 1, "variance " + variance);
        }
        for (float mean : weights.get("norm.running_mean")) {
            assertTrue(Math.abs(mean) <= 0.2 && mean != 0, "mean " + mean);
        }
    }

    /** Of He et al. 2015, section 2.1; a slope of 1 would be no rectifier. */
    @Test
    void slopesAreAroundAQuarter() {
        Node rectifier = new Node("prelu", new PRelu(INPUT), List.of(Network.INPUT));
        float[] slopes = SeededWeights.draw(network(rectifier), 7).get("prelu.weight");
        assertEquals(32, slopes.length);
        for (float slope : slopes) {
            assertTrue(slope >= 0.05 && slope <= 0.45 && slope != 0.25, "slope " + slope);
        }
    }

    /** As the inputs of a network: sums and products are expected to be of the size that {@link MeanSquares} says. */
    @Test
    void learnedOperandsAreStandardNormal() {
        Arithmetic sum = new Arithmetic(Arithmetic.Kind.ADD, INPUT, INPUT, true);
        Weights weights = SeededWeights.draw(network(new Node("sum", sum, List.of(Network.INPUT))), 7);
        assertEquals(1, meanSquare(weights.get("sum.other")), 0.1);
        assertEquals(2, sum.meanSquare(List.of(1.0)));
    }

    /** Results in files and papers were measured with these numbers. */
    @Test
    void aSeedGivesTheSameNumbersInEveryVersion() {
        Node norm = new Node("norm", new BatchNorm(WIDE, 1e-5), List.of("first"));
        Weights weights = SeededWeights.draw(network(FIRST, norm), 7);
        assertEquals(
                List.of(0.02694339F, 1.1185063F, -0.12130364F),
                Stream.of("first.weight", "norm.weight", "norm.running_mean")
                        .map(name -> weights.get(name)[63])
                        .toList());
    }
}
