package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.tensor.Shape;

class OtherNetworksTest {

    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 3, 1);

    @Test
    void mobileNetHasTheKnownNumberOfParameters() {
        assertEquals(
                4_231_976, NetworkSpec.of(Architecture.MOBILENET, 3, 1).build().parameterCount());
    }

    @Test
    void mobileNetNamesItsParametersAsPlainWeightsFilesDo() {
        Network network = NetworkSpec.of(Architecture.MOBILENET, 3, 0.25).build();
        assertEquals(
                List.of(8, 3, 3, 3), network.parameters().get("conv1.weight").dimensions());
        assertEquals(
                List.of(8, 1, 3, 3),
                network.parameters().get("blocks.0.0.weight").dimensions());
        assertEquals(
                List.of(8), network.parameters().get("blocks.0.1.running_var").dimensions());
        assertEquals(
                List.of(16, 8, 1, 1),
                network.parameters().get("blocks.0.3.weight").dimensions());
        assertEquals(List.of(256), network.parameters().get("blocks.12.4.bias").dimensions());
        assertEquals(List.of(1000, 256), network.parameters().get("fc.weight").dimensions());
        assertEquals(137, network.parameters().size());
    }

    @Test
    void mobileNetPoolsA7x7Map() {
        Network network = NetworkSpec.of(Architecture.MOBILENET, 3, 1).build();
        Node pool = network.nodes().get(network.nodes().size() - 2);
        assertEquals(List.of(new Shape(1, 1024, 7, 7)), pool.operator().inputs());
    }

    @ParameterizedTest
    @ValueSource(ints = {224, 227})
    void alexNetTakesTheSameWeightsAtBothSizes(int side) {
        Network network = ALEXNET.withSize(side, side).build();
        assertEquals(60_965_224, network.parameterCount());
        assertEquals(List.of(4096, 9216), network.parameters().get("fc6.weight").dimensions());
        assertEquals(
                List.of(256, 48, 5, 5), network.parameters().get("conv2.weight").dimensions());
        assertEquals(
                List.of("conv1.weight", "conv1.bias"),
                List.copyOf(network.parameters().keySet()).subList(0, 2));
        assertEquals(16, network.parameters().size());
        assertFalse(network.note().isPresent());
    }

    @Test
    void alexNetRunsItsConvolutionsOnlyWhereTheLastMapIsNot6x6AndSaysSo() {
        Network network = ALEXNET.withSize(480, 640).build();
        assertEquals(256, network.output().c());
        assertEquals("pool5", network.nodes().getLast().name());
        assertTrue(network.name().contains("convolutions only"), network::name);
        assertTrue(network.note().orElseThrow().contains("convolutions only"), network.note()::orElseThrow);
        Complexity complexity = Complexity.of(ALEXNET.withSize(480, 640));
        assertEquals(complexity.macsConv(), complexity.macsTotal());
    }

    @Test
    void alexNetsConvolutionsAreThePartBeforeItsFullyConnectedLayers() {
        NetworkSpec convolutions = NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 3, 1);
        assertEquals(new Shape(1, 256, 6, 6), convolutions.build().output());
        assertEquals(
                Complexity.of(ALEXNET).macsConv(), Complexity.of(convolutions).macsTotal());
        assertTrue(convolutions.build().note().isPresent());
    }

    @Test
    void alexNetsSmallestSizeIsTheOneItsMessageNames() {
        assertEquals(1, ALEXNET.withSize(55, 55).build().output().h());
        assertRefused(
                "size is 54x300, AlexNet's pools need at least 55x55",
                () -> ALEXNET.withSize(54, 300).build());
    }

    @Test
    void classesAreThoseOfTheLastLayer() {
        for (Architecture architecture : List.of(Architecture.ALEXNET, Architecture.MOBILENET)) {
            Network network = new NetworkSpec(architecture, 3, 1, 2, 224, 224, 100).build();
            assertEquals(Shape.vector(2, 100), network.output());
        }
    }

    @Test
    void numbersOutOfRangeAreNamedWithWhatIsAllowed() {
        assertRefused("groups is 5, must be one of [1, 2, 3, 4, 8]", () -> spec(5, 1, 1, 224, 10));
        assertRefused("scale is 0.0, must be above 0", () -> spec(3, 0, 1, 224, 10));
        assertRefused("scale is -1.0, must be above 0", () -> spec(3, -1, 1, 224, 10));
        assertRefused("scale is NaN, must be above 0", () -> spec(3, Double.NaN, 1, 224, 10));
        assertRefused("scale is Infinity", () -> spec(3, Double.POSITIVE_INFINITY, 1, 224, 10));
        assertRefused("batch is 0, must be at least 1", () -> spec(3, 1, 0, 224, 10));
        assertRefused("size is 0x224, must be at least 1x1", () -> spec(3, 1, 1, 0, 10));
        assertRefused("classes is 0, must be at least 1", () -> spec(3, 1, 1, 224, 0));
        assertRefused(
                "scale is 0.01, must leave",
                () -> NetworkSpec.of(Architecture.MOBILENET, 3, 0.01).build());
        assertRefused(
                "more than 2147483647 elements", () -> spec(3, 900, 1, 224, 10).build());
        assertRefused(
                "more than 2147483647 elements",
                () -> spec(3, 1, 1_000_000, 224, 10).build());
    }

    private static NetworkSpec spec(int groups, double scale, int batch, int height, int classes) {
        return new NetworkSpec(Architecture.SHUFFLENET, groups, scale, batch, height, 224, classes);
    }

    private static void assertRefused(String part, Runnable action) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
    }
}
