package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.operator.Arithmetic;
import riffle.operator.BatchNorm;
import riffle.operator.Conv2d;
import riffle.tensor.Shape;

/** Families whose structure is torchvision's. What they compute, {@code GoldenNetworkTest} checks. */
class TorchvisionNetworksTest {

    /**
     * Source: torchvision, "Table of all available classification weights", GFLOPS (multiply-adds of convolutions and
     * fully connected layers) and the number of parameters.
     */
    @ParameterizedTest
    @CsvSource({
        "SHUFFLENET_V2, 0.5, 1366792, 0.04",
        "SHUFFLENET_V2, 1, 2278604, 0.145",
        "SHUFFLENET_V2, 1.5, 3503624, 0.296",
        "SHUFFLENET_V2, 2, 7393996, 0.583",
        "MOBILENET_V2, 1, 3504872, 0.301",
        "MOBILENET_V3_LARGE, 1, 5483032, 0.217",
        "MOBILENET_V3_SMALL, 1, 2542856, 0.057",
        "SQUEEZENET, 1, 1235496, 0.349",
        "RESNET_18, 1, 11689512, 1.814"
    })
    void countsAreThoseThatTorchvisionPublishes(Architecture family, double scale, long parameters, double gigaMacs) {
        Complexity complexity = Complexity.of(NetworkSpec.of(family, 1, scale));
        assertEquals(parameters, complexity.parameters());
        assertEquals(gigaMacs, Math.rint(complexity.macsTotal() / 1e6) / 1e3);
    }

    /**
     * Widths that torchvision has no weights for: parameters and multiply-adds as counted in its modules.
     */
    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V2, 0.35, 1677128, 59285808",
        "MOBILENET_V2, 0.5, 1968680, 97131840",
        "MOBILENET_V2, 0.75, 2636424, 209069792",
        "MOBILENET_V2, 1.4, 6108776, 582195824",
        "MOBILENET_V3_LARGE, 0.35, 997064, 35278408",
        "MOBILENET_V3_LARGE, 0.75, 3377576, 140033816",
        "MOBILENET_V3_LARGE, 1.25, 8164744, 343461000",
        "MOBILENET_V3_SMALL, 0.35, 558744, 11238936",
        "MOBILENET_V3_SMALL, 0.75, 1653920, 39115576",
        "MOBILENET_V3_SMALL, 1.25, 3644912, 88155944"
    })
    void otherWidthsAreTorchvisionsToo(Architecture family, double scale, long parameters, long macs) {
        Complexity complexity = Complexity.of(NetworkSpec.of(family, 1, scale));
        assertEquals(parameters, complexity.parameters());
        assertEquals(macs, complexity.macsTotal());
    }

    /**
     * Millions of multiply-adds in the papers: ShuffleNet v2 (Ma et al. 2018), Table 5; MobileNet v2 (Sandler et al.
     * 2018), Table 4; MobileNet v3 (Howard et al. 2019), Table 3; ResNet-18 (He et al. 2016), Table 1. Half a million
     * is rounding. ShuffleNet v2's and MobileNet v3 large's are some millions more than their convolutions and fully
     * connected layers have; the papers do not say what else they count.
     */
    @ParameterizedTest
    @CsvSource({
        "SHUFFLENET_V2, 0.5, 41, 1.3",
        "SHUFFLENET_V2, 1, 146, 0.8",
        "SHUFFLENET_V2, 1.5, 299, 1.1",
        "SHUFFLENET_V2, 2, 591, 1.3",
        "MOBILENET_V2, 1, 300, -0.3",
        "MOBILENET_V2, 1.4, 585, 0.5",
        "MOBILENET_V3_LARGE, 1, 219, 1.1",
        "MOBILENET_V3_SMALL, 1, 56, -0.9",
        "RESNET_18, 1, 1800, -0.8"
    })
    void thePapersMultiplyAddsAreNear(Architecture family, double scale, int mmacs, double perCentAbove) {
        long macs = Complexity.of(NetworkSpec.of(family, 1, scale)).macsTotal();
        assertEquals(perCentAbove, Math.rint((mmacs * 1e6 / macs - 1) * 1000) / 10);
    }

    /**
     * Millions of parameters in the same tables. ShuffleNet v2's are rounded; MobileNets' fit if normalisations do not
     * count and the rest is cut off.
     */
    @ParameterizedTest
    @CsvSource({
        "SHUFFLENET_V2, 0.5, 1.4",
        "SHUFFLENET_V2, 1, 2.3",
        "SHUFFLENET_V2, 1.5, 3.5",
        "SHUFFLENET_V2, 2, 7.4",
        "MOBILENET_V2, 1, 3.4",
        "MOBILENET_V3_LARGE, 1, 5.4",
        "MOBILENET_V3_SMALL, 1, 2.5"
    })
    void thePapersParametersAreTheirs(Architecture family, double scale, double millions) {
        Network network = NetworkSpec.of(family, 1, scale).build();
        long normalisations = network.nodes().stream()
                .filter(node -> node.operator() instanceof BatchNorm)
                .mapToLong(node -> 2L * node.operator().output().c())
                .sum();
        double tenths = family == Architecture.SHUFFLENET_V2
                ? Math.rint(network.parameterCount() / 1e5)
                : Math.floor((network.parameterCount() - normalisations) / 1e5);
        assertEquals(millions, tenths / 10);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "11.2, 16", "11.9, 16", "12, 16", "18, 24", "20, 24", "44.8, 48", "90, 88", "112, 112"})
    void widthsAreEightsThatLoseNoMoreThanATenth(double width, int rounded) {
        assertEquals(rounded, Widths.ofEights(width));
    }

    @Test
    void narrowMobileNetsOfTheSecondVersionKeepTheirLastConvolution() {
        assertEquals(
                1280,
                weight(spec(Architecture.MOBILENET_V2, 0.35), "features.18.0").get(0));
        assertEquals(
                1792,
                weight(spec(Architecture.MOBILENET_V2, 1.4), "features.18.0").get(0));
        assertEquals(
                96,
                weight(spec(Architecture.MOBILENET_V2, 1), "features.2.conv.0.0")
                        .get(0));
        assertEquals(List.of(32, 1, 3, 3), weight(spec(Architecture.MOBILENET_V2, 1), "features.1.conv.0.0"));
    }

    @ParameterizedTest
    @CsvSource({
        "MOBILENET_V2, '3 5 6 8 9 10 12 13 15 16'",
        "MOBILENET_V3_LARGE, '1 3 5 6 8 9 10 12 14 15'",
        "MOBILENET_V3_SMALL, '3 5 6 8 10 11'"
    })
    void inputsAreAddedWhereShapesAreTheSame(Architecture family, String blocks) {
        String added = spec(family, 1).build().nodes().stream()
                .map(Node::name)
                .filter(name -> name.endsWith(".add"))
                .map(name -> name.replaceAll("\\D", ""))
                .collect(Collectors.joining(" "));
        assertEquals(blocks, added);
    }

    @Test
    void gatesScaleTheMapThatTheySaw() {
        Node scale = node(spec(Architecture.MOBILENET_V3_LARGE, 1), "features.4.block.2.scale");
        assertEquals(List.of("features.4.block.1.2", "features.4.block.2.scale_activation"), scale.inputs());
        Arithmetic product = assertInstanceOf(Arithmetic.class, scale.operator());
        assertEquals(Arithmetic.Kind.MULTIPLY, product.kind());
        assertEquals(Shape.vector(1, 72), product.second());
        assertEquals(List.of(24, 72, 1, 1), weight(spec(Architecture.MOBILENET_V3_LARGE, 1), "features.4.block.2.fc1"));
    }

    @Test
    void resNetsShortcutsAreProjectedWhereTheMapHalves() {
        NetworkSpec resNet = spec(Architecture.RESNET_18, 1);
        List<String> projected = resNet.build().nodes().stream()
                .map(Node::name)
                .filter(name -> name.endsWith("downsample.0"))
                .toList();
        assertEquals(List.of("layer2.0.downsample.0", "layer3.0.downsample.0", "layer4.0.downsample.0"), projected);
        Conv2d shortcut = assertInstanceOf(
                Conv2d.class, node(resNet, "layer2.0.downsample.0").operator());
        assertEquals(2, shortcut.window().stride());
        assertEquals(
                List.of("maxpool", "layer1.0.bn2"), node(resNet, "layer1.0.add").inputs());
        assertEquals(
                List.of("layer2.0.downsample.1", "layer2.0.bn2"),
                node(resNet, "layer2.0.add").inputs());
        assertEquals(
                new Shape(1, 512, 7, 7), node(resNet, "layer4.1.add").operator().output());
    }

    @Test
    void theFirstHalfOfTheChannelsPassesAUnitOfShuffleNetsSecondVersion() {
        Node concat = node(spec(Architecture.SHUFFLENET_V2, 1), "stage2.1.concat");
        assertEquals(List.of("stage2.1.split1", "stage2.1.branch2.7"), concat.inputs());
        Node widened = node(spec(Architecture.SHUFFLENET_V2, 1), "stage2.0.concat");
        assertEquals(List.of("stage2.0.branch1.4", "stage2.0.branch2.7"), widened.inputs());
    }

    @Test
    void squeezeNetsPoolsRoundUp() {
        assertEquals(
                new Shape(1, 512, 13, 13),
                node(spec(Architecture.SQUEEZENET, 1), "features.12.concat")
                        .operator()
                        .output());
        assertEquals(
                new Shape(1, 64, 56, 57),
                node(spec(Architecture.SQUEEZENET, 1).withSize(228, 230), "features.2")
                        .operator()
                        .output());
    }

    @Test
    void squeezeNetsSmallestSizeIsTheOneThatItsMessageNames() {
        NetworkSpec squeezeNet = spec(Architecture.SQUEEZENET, 1);
        assertEquals(
                new Shape(1, 512, 1, 1),
                node(squeezeNet.withSize(25, 25), "features.12.concat")
                        .operator()
                        .output());
        assertRefused("size is 24x300, SqueezeNet's pools need at least 25x25", squeezeNet.withSize(24, 300));
    }

    @Test
    void widthsOfShuffleNetsSecondVersionAreThePublishedOnes() {
        assertRefused("scale is 0.75, must be one of [0.5, 1.0, 1.5, 2.0]", spec(Architecture.SHUFFLENET_V2, 0.75));
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SHUFFLENET_V2", "MOBILENET_V2", "MOBILENET_V3_LARGE", "MOBILENET_V3_SMALL", "RESNET_18"})
    void paddedNetworksRunOnOnePixel(Architecture family) {
        NetworkSpec least = new NetworkSpec(family, 1, 1, 2, 1, 1, 100);
        assertEquals(Shape.vector(2, 100), least.build().output());
    }

    @Test
    void nothingIsComparedWithThem() {
        NetworkSpec resNet = spec(Architecture.RESNET_18, 1);
        assertFalse(resNet.isBaselineOf(spec(Architecture.SHUFFLENET_V2, 1)));
        assertTrue(spec(Architecture.ALEXNET, 1).isBaselineOf(resNet));
        assertEquals("ShuffleNet v2 1.5x", spec(Architecture.SHUFFLENET_V2, 1.5).title());
        assertEquals(
                "0.75 MobileNet v3 large",
                spec(Architecture.MOBILENET_V3_LARGE, 0.75).title());
        assertEquals("SqueezeNet 1.1", spec(Architecture.SQUEEZENET, 1).title());
    }

    private static NetworkSpec spec(Architecture family, double scale) {
        return NetworkSpec.of(family, 1, scale);
    }

    private static Node node(NetworkSpec spec, String name) {
        return spec.build().nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> weight(NetworkSpec spec, String node) {
        return spec.build().parameters().get(node + ".weight").dimensions();
    }

    private static void assertRefused(String part, NetworkSpec spec) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, spec::build);
        assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
    }
}
