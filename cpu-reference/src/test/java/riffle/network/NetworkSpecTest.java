package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.network.Architecture.ALEXNET;
import static riffle.network.Architecture.ALEXNET_CONVOLUTIONS;
import static riffle.network.Architecture.MOBILENET;
import static riffle.network.Architecture.RESNET_UNIT;
import static riffle.network.Architecture.RESNEXT_UNIT;
import static riffle.network.Architecture.SHUFFLENET;
import static riffle.network.Architecture.UNIT_A;
import static riffle.network.Architecture.UNIT_B;
import static riffle.network.Architecture.UNIT_C;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.tensor.Shape;

class NetworkSpecTest {

    @Test
    void theEdgesOfEachRangeAreInside() {
        assertEquals(1000, NetworkSpec.of(SHUFFLENET, 3, 1000).scale());
        assertEquals(1, NetworkSpec.of(RESNEXT_UNIT, 1, 1).groups());
        assertEquals(1024, NetworkSpec.of(RESNEXT_UNIT, 1024, 1).groups());
        NetworkSpec least = new NetworkSpec(MOBILENET, 3, 0.25, 1, 1, 1, 1);
        assertEquals(Shape.vector(1, 1), least.build().output());
        assertEquals(
                32,
                NetworkSpec.of(MOBILENET, 3, 1 / 32.0)
                        .build()
                        .parameters()
                        .get("fc.weight")
                        .dimensions()
                        .get(1));
    }

    @Test
    void whatLiesBeyondThemIsRefused() {
        assertRefused("groups is 1025, must be 1 to 1024", () -> NetworkSpec.of(RESNEXT_UNIT, 1025, 1));
        assertRefused("groups is 0, must be 1 to 1024", () -> NetworkSpec.of(RESNEXT_UNIT, 0, 1));
        assertRefused("scale is 1000.5, must be above 0 and at most 1000", () -> NetworkSpec.of(SHUFFLENET, 3, 1000.5));
        assertRefused("size is 1x0, must be at least 1x1", () -> new NetworkSpec(MOBILENET, 3, 1, 1, 1, 0, 1));
    }

    /** Families without groups or scale take any, as rows of results leave them out. */
    @Test
    void whatAFamilyDoesNotHaveIsNotLookedAt() {
        assertEquals(7, NetworkSpec.of(MOBILENET, 7, 1).groups());
        assertEquals(-1, NetworkSpec.of(ALEXNET, 7, -1).scale());
    }

    /** Result files are read by them. */
    @Test
    void namesInCommandsAndFilesLast() {
        assertEquals(
                List.of(
                        "shufflenet",
                        "mobilenet",
                        "alexnet",
                        "alexnet-conv",
                        "shufflenet-v2",
                        "mobilenet-v2",
                        "mobilenet-v3-large",
                        "mobilenet-v3-small",
                        "squeezenet",
                        "resnet-18",
                        "resnet-unit",
                        "resnext-unit",
                        "shufflenet-unit-a",
                        "shufflenet-unit-b",
                        "shufflenet-unit-c",
                        "onnx"),
                Stream.of(Architecture.values()).map(Architecture::label).toList());
    }

    @Test
    void titlesAreWhatPeopleCallThem() {
        assertEquals("ShuffleNet 2x (g = 8)", NetworkSpec.of(SHUFFLENET, 8, 2).title());
        assertEquals(
                "ShuffleNet 0.5x (g = 3)", NetworkSpec.of(SHUFFLENET, 3, 0.5).title());
        assertEquals("0.75 MobileNet", NetworkSpec.of(MOBILENET, 1, 0.75).title());
        assertEquals("AlexNet", NetworkSpec.of(ALEXNET, 1, 1).title());
        assertEquals(
                "AlexNet (convolutions only)",
                NetworkSpec.of(ALEXNET_CONVOLUTIONS, 1, 1).title());
        assertEquals("ResNet unit 1x", NetworkSpec.of(RESNET_UNIT, 1, 1).title());
        assertEquals(
                "ResNeXt unit 1x (g = 32)", NetworkSpec.of(RESNEXT_UNIT, 32, 1).title());
        assertEquals("Fig. 2(a) unit 1.5x", NetworkSpec.of(UNIT_A, 1, 1.5).title());
        assertEquals("Fig. 2(b) unit 1x (g = 3)", NetworkSpec.of(UNIT_B, 3, 1).title());
        assertEquals("Fig. 2(c) unit 1x (g = 3)", NetworkSpec.of(UNIT_C, 3, 1).title());
    }

    @Test
    void unitsAreCalledAsTheirOptionsAreAndTakeTheirOwnChannels() {
        for (Architecture family : List.of(RESNET_UNIT, RESNEXT_UNIT, UNIT_A, UNIT_B, UNIT_C)) {
            assertTrue(family.isUnit());
            NetworkSpec spec = NetworkSpec.of(family, family.usualGroups(), 1).withSize(8, 8);
            assertEquals(spec.title(), spec.build().name());
            assertEquals(spec.input(), spec.build().input());
            assertEquals(spec.input(), spec.unit().input());
        }
        assertEquals(3, NetworkSpec.of(SHUFFLENET, 3, 1).input().c());
        assertEquals(256, NetworkSpec.of(RESNET_UNIT, 1, 1).input().c());
        assertEquals(240, NetworkSpec.of(UNIT_A, 1, 1).input().c());
        assertEquals(3, SHUFFLENET.usualGroups());
        assertEquals(32, RESNEXT_UNIT.usualGroups());
    }

    /** As far as two widths tell: 0.24 and 0.25 make the same ones, and the rounder is meant. */
    @ParameterizedTest
    @CsvSource({
        "3, 12, 60, 0.25",
        "3, 12, 120, 0.5",
        "3, 24, 240, 1",
        "3, 24, 360, 1.5",
        "3, 48, 480, 2",
        "8, 16, 96, 0.25",
        "8, 24, 384, 1",
        "2, 14, 120, 0.6",
        "1, 24, 144, 1"
    })
    void shuffleNetsScaleIsSeenFromItsWidths(int groups, int conv1, int stage2, double scale) {
        assertEquals(OptionalDouble.of(scale), ShuffleNet.scaleOf(groups, conv1, stage2));
    }

    @Test
    void widthsThatNoScaleMakesHaveNone() {
        assertEquals(OptionalDouble.empty(), ShuffleNet.scaleOf(3, 24, 60));
        assertEquals(OptionalDouble.empty(), ShuffleNet.scaleOf(3, 12, 61));
        assertEquals(OptionalDouble.empty(), MobileNet.scaleOf(32, 256));
        assertEquals(OptionalDouble.empty(), MobileNet.scaleOf(8, 1024));
    }

    /** No step of a millionth makes 34 of 1024 channels: that scale is the quotient itself. */
    @ParameterizedTest
    @CsvSource({"32, 1024, 1", "24, 768, 0.75", "8, 256, 0.25", "22, 716, 0.7", "48, 1536, 1.5", "1, 34, 0.033203125"})
    void mobileNetsScaleIsSeenFromItsWidths(int first, int last, double scale) {
        assertEquals(OptionalDouble.of(scale), MobileNet.scaleOf(first, last));
    }

    private static void assertRefused(String part, Runnable action) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(refusal.getMessage().contains(part), refusal::getMessage);
    }
}
