package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.operator.AvgPool;
import riffle.operator.ChannelShuffle;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.tensor.Shape;

class ShuffleNetTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 24, 144",
        "2, 1, 24, 200",
        "3, 1, 24, 240",
        "4, 1, 24, 272",
        "8, 1, 24, 384",
        "3, 0.5, 12, 120",
        "3, 0.25, 12, 60",
        "3, 1.5, 24, 360",
        "3, 2, 48, 480",
        "8, 0.5, 16, 192",
        "8, 0.25, 16, 96",
        "4, 0.25, 12, 64",
        // Ties go up: 200 x 0.58 / 8 = 14.5 (and just below that in binary fractions).
        "2, 0.58, 14, 120",
        "3, 0.8, 18, 192",
    })
    void widths(int groups, double scale, int conv1, int stage2) {
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, groups, scale).build();
        assertEquals(conv1, operator(network, "conv1").output().c());
        assertEquals(new Shape(1, conv1, 56, 56), operator(network, "maxpool").output());
        assertEquals(
                new Shape(1, stage2, 28, 28), operator(network, "stage2.3.add").output());
        assertEquals(
                new Shape(1, 2 * stage2, 14, 14),
                operator(network, "stage3.7.add").output());
        assertEquals(
                new Shape(1, 4 * stage2, 7, 7),
                operator(network, "stage4.3.add").output());
        assertEquals(stage2 / 4, operator(network, "stage2.0.conv1").output().c());
        assertEquals(Shape.vector(1, 1000), network.output());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "8"})
    void theFirstConvolutionOfStage2AloneHasNoGroupsAndEveryUnitShuffles(int groups) {
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, groups, 1).build();
        List<Integer> pointwise = network.nodes().stream()
                .filter(node -> node.operator() instanceof PointwiseConv)
                .map(node -> ((PointwiseConv) node.operator()).groups())
                .toList();
        assertEquals(32, pointwise.size());
        assertEquals(1, pointwise.getFirst());
        assertTrue(pointwise.stream().skip(1).allMatch(g -> g == groups));
        List<Integer> shuffles = network.nodes().stream()
                .filter(node -> node.operator() instanceof ChannelShuffle)
                .map(node -> ((ChannelShuffle) node.operator()).groups())
                .toList();
        assertEquals(16, shuffles.size());
        assertTrue(shuffles.stream().allMatch(g -> g == groups));
    }

    @Test
    void parametersAreNamedAndOrderedAsInPlainWeightsFiles() {
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build();
        List<String> names = List.copyOf(network.parameters().keySet());
        assertEquals(
                List.of("conv1.weight", "bn1.weight", "bn1.bias", "bn1.running_mean", "bn1.running_var"),
                names.subList(0, 5));
        assertEquals(
                List.of(
                        "stage2.0.conv1.weight",
                        "stage2.0.bn1.weight",
                        "stage2.0.bn1.bias",
                        "stage2.0.bn1.running_mean",
                        "stage2.0.bn1.running_var",
                        "stage2.0.dwconv.weight"),
                names.subList(5, 11));
        assertEquals(List.of("fc.weight", "fc.bias"), names.subList(names.size() - 2, names.size()));
        assertEquals(
                List.of(60, 24, 1, 1),
                network.parameters().get("stage2.0.conv1.weight").dimensions());
        assertEquals(
                List.of(216, 20, 1, 1),
                network.parameters().get("stage2.0.conv3.weight").dimensions());
    }

    @ParameterizedTest
    @CsvSource({"240, 3, 7", "96, 8, 9", "144, 1, 28"})
    void aStride1UnitCostsWhatSection3Says(int channels, int groups, int side) {
        Network unit = ShuffleNet.unit(new Shape(1, channels, side, side), channels, 1, groups, groups);
        long pixels = unit.input().pixels();
        long bottleneck = channels / 4;
        long expected = pixels * (2L * channels * bottleneck / groups + 9 * bottleneck);
        assertEquals(expected, unit.cost().macs());
        assertEquals(unit.input(), unit.output());
    }

    @Test
    void aStride2UnitConcatenatesShortcutThenBranch() {
        Network unit = ShuffleNet.unit(new Shape(2, 24, 15, 9), 240, 2, 3, 1);
        assertEquals(new Shape(2, 240, 8, 5), unit.output());
        Node concat = unit.nodes().get(unit.nodes().size() - 2);
        assertEquals(List.of("shortcut", "bn3"), concat.inputs());
        assertTrue(operator(unit, "shortcut") instanceof AvgPool);
    }

    @Test
    void aUnitThatDoesNotFitIsRefused() {
        Shape input = new Shape(1, 24, 8, 8);
        assertRefused("stride is 3", () -> ShuffleNet.unit(input, 24, 3, 3, 3));
        assertRefused("multiple of 4", () -> ShuffleNet.unit(input, 30, 2, 3, 1));
        assertRefused("must equal the input's at stride 1, 24", () -> ShuffleNet.unit(input, 48, 1, 3, 3));
        assertRefused("must exceed the input's at stride 2, 24", () -> ShuffleNet.unit(input, 24, 2, 3, 1));
        assertRefused("multiple of the groups, 5", () -> ShuffleNet.unit(input, 240, 2, 3, 5));
    }

    @Test
    void aScaleWhoseStage2IsNotWiderThanConv1IsRefused() {
        assertRefused("scale is 0.05, which makes stage 2 12 channels wide", () -> build(3, 0.05));
        assertRefused("must be wider than conv1, 12", () -> build(3, 0.01));
    }

    @Test
    void aNarrowScaleStillRunsOnOnePixel() {
        Network network = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 2, 1, 1, 10).build();
        assertEquals(Shape.vector(2, 10), network.output());
    }

    private static Network build(int groups, double scale) {
        return NetworkSpec.of(Architecture.SHUFFLENET, groups, scale).build();
    }

    private static Operator operator(Network network, String name) {
        return network.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow()
                .operator();
    }

    private static void assertRefused(String part, Runnable action) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
    }

    /** The authors' AvgPool2d(7): what of it gives one pixel is the mean; of larger maps it is the first window's. */
    @ParameterizedTest
    @CsvSource({
        "224, 224, GlobalAvgPool",
        "64, 64, GlobalAvgPool",
        "224, 97, GlobalAvgPool",
        "225, 231, AvgPool",
        "193, 416, AvgPool",
    })
    void theAuthorsLastPoolTakesOneWindow(int height, int width, String pool) {
        NetworkSpec spec = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(height, width);
        Network network = ShuffleNet.build(spec, ShuffleNetStructure.AUTHORS);
        assertEquals(pool, operator(network, "globalpool").getClass().getSimpleName());
        assertEquals(Shape.vector(1, 1000), network.output());
        assertEquals(
                "GlobalAvgPool", operator(spec.build(), "globalpool").getClass().getSimpleName());
    }

    @ParameterizedTest
    @CsvSource({"417, 224, 14x7", "256, 192, 8x6", "448, 448, 14x14"})
    void theAuthorsNetworkIsRefusedWhereTheirCodeFails(int height, int width, String map) {
        NetworkSpec spec = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(height, width);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> ShuffleNet.build(spec, ShuffleNetStructure.AUTHORS))
                .getMessage();
        assertTrue(
                message.contains(height + "x" + width + ", which makes the last map " + map + "; the last pool"),
                message);
    }
}
