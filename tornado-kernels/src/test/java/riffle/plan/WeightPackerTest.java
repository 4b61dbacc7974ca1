package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.cases.Comparison;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.operator.Window;
import riffle.plan.step.Packing;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

final class WeightPackerTest {

    @Test
    void blocksDoNotStraddleGroupsAndAreFilledUpWithZeros() {
        // two groups of three outputs with two elements each, in blocks of four
        Weights weights = weights(Map.of("w", new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
        Packing packing = new Packing.Filter("w", 6, 2, 4, Optional.empty());
        assertArrayEquals(
                new float[] {1, 3, 5, 0, 2, 4, 6, 0, 7, 9, 11, 0, 8, 10, 12, 0}, WeightPacker.pack(packing, weights));
    }

    @Test
    void blocksOfOneKeepTheOrder() {
        float[] values = {1, 2, 3, 4, 5, 6};
        Packing packing = new Packing.Filter("w", 3, 1, 1, Optional.empty());
        assertArrayEquals(values, WeightPacker.pack(packing, weights(Map.of("w", values))));
    }

    @Test
    void aLayerWithoutBiasGetsZeros() {
        Packing packing = new Packing.Bias(Optional.empty(), 5, 1, 4, Optional.empty());
        assertArrayEquals(new float[8], WeightPacker.pack(packing, weights(Map.of())));
    }

    @Test
    void foldingNormalisationIntoAConvolutionIsExact() {
        Conv2d conv = new Conv2d(new Shape(2, 6, 7, 5), 9, new Window(3, 3, 1, 1), 3, true);
        BatchNorm norm = new BatchNorm(conv.output(), 1e-3);
        Network network = new Network(
                "convolution and normalisation",
                List.of(conv.input()),
                List.of(new Node("conv", conv, List.of("input")), new Node("bn", norm, List.of("conv"))),
                Optional.empty());
        Weights weights = SeededWeights.draw(network, 3);
        Optional<Packing.Normalisation> fold = Optional.of(new Packing.Normalisation("bn", norm.epsilon()));
        float[] filter = WeightPacker.pack(new Packing.Filter("conv.weight", 9, 3, 1, fold), weights);
        float[] bias = WeightPacker.pack(new Packing.Bias(Optional.of("conv.bias"), 9, 3, 1, fold), weights);
        Tensor input = Tensor.random(conv.input(), 4);

        Tensor folded = Reference.apply(conv, List.of(input), List.of(filter, bias));

        Comparison comparison = Comparison.of(folded, Reference.run(network, weights, List.of(input)));
        assertTrue(comparison.within(1e-6), comparison::toString);
    }

    /** A normalisation's factor is 6 / sqrt(3.75 + 0.25) = 3: a bias of 1 less the mean of 5, times 3, and 7 more. */
    @Test
    void normalisationsScaleAndShift() {
        Packing.Normalisation norm = new Packing.Normalisation("bn", 0.25);
        Weights weights = weights(Map.of(
                "conv.bias", new float[] {1, 1},
                "bn.weight", new float[] {6, 2},
                "bn.bias", new float[] {7, 0},
                "bn.running_mean", new float[] {5, 0},
                "bn.running_var", new float[] {3.75f, 0.75f}));
        assertArrayEquals(new float[] {3, 2}, WeightPacker.pack(new Packing.Scale(2, norm), weights));
        Packing bias = new Packing.Bias(Optional.of("conv.bias"), 2, 2, 2, Optional.of(norm));
        assertArrayEquals(new float[] {-5, 0, 2, 0}, WeightPacker.pack(bias, weights));
        Packing shift = new Packing.Bias(Optional.empty(), 2, 1, 1, Optional.of(norm));
        assertArrayEquals(new float[] {-8, 0}, WeightPacker.pack(shift, weights));
    }

    @Test
    void responseCoefficientsArePerChannelOfTheNeighbourhood() {
        Packing packing = new Packing.ResponseCoefficients(5, 10, 0.75, 2);
        assertArrayEquals(new float[] {2, 0.75f, 2}, WeightPacker.pack(packing, weights(Map.of())));
    }

    @Test
    void constantsAreThemselvesAndMayBeInfinite() {
        Packing packing = new Packing.Constants(List.of(1.0, 0.1, Double.NEGATIVE_INFINITY, 6.0));
        assertArrayEquals(
                new float[] {1, 0.1f, Float.NEGATIVE_INFINITY, 6}, WeightPacker.pack(packing, weights(Map.of())));
    }

    @Test
    void aWholeParameterIsCopied() {
        Weights weights = weights(Map.of("gate.other", new float[] {3, 1, 2}));
        float[] packed = WeightPacker.pack(new Packing.Whole("gate.other"), weights);
        packed[0] = 0;
        assertArrayEquals(new float[] {3, 1, 2}, weights.get("gate.other"));
        assertArrayEquals(new float[] {0, 1, 2}, packed);
    }

    @Test
    void biasesAreInTheirFiltersPlaces() {
        Weights weights = weights(Map.of("b", new float[] {1, 2, 3, 4, 5, 6}));
        Packing packing = new Packing.Bias(Optional.of("b"), 6, 2, 4, Optional.empty());
        assertArrayEquals(new float[] {1, 2, 3, 0, 4, 5, 6, 0}, WeightPacker.pack(packing, weights));
    }

    private static Weights weights(Map<String, float[]> data) {
        Map<String, NamedTensor> tensors = new HashMap<>();
        data.forEach((name, values) -> tensors.put(name, new NamedTensor(List.of(values.length), values)));
        return new Weights(tensors);
    }
}
