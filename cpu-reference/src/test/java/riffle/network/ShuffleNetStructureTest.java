package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.operator.AvgPool;
import riffle.operator.ChannelShuffle;
import riffle.operator.PointwiseConv;
import riffle.operator.Softmax;
import riffle.tensor.Shape;

/** Where other people's ShuffleNets depart from the paper's, operator by operator. */
class ShuffleNetStructureTest {

    private static final NetworkSpec SPEC = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1);

    @Test
    void thePapersUnitShufflesBeforeTheDepthwiseConvolution() {
        Network network = ShuffleNet.build(SPEC, ShuffleNetStructure.PAPER);
        assertEquals(List.of("conv1", "bn1", "relu1", "maxpool"), names(network, ""));
        assertEquals(
                List.of(
                        "conv1",
                        "bn1",
                        "relu1",
                        "shuffle",
                        "dwconv",
                        "bn2",
                        "conv3",
                        "bn3",
                        "shortcut",
                        "concat",
                        "relu"),
                names(network, "stage2.0."));
        assertEquals(
                List.of("conv1", "bn1", "relu1", "shuffle", "dwconv", "bn2", "conv3", "bn3", "add"),
                names(network, "stage2.1."));
        assertEquals("fc", network.nodes().getLast().name());
        assertEquals("ShuffleNet 1x (g = 3)", network.name());
        assertTrue(network.parameters().containsKey("fc.bias"));
        assertFalse(network.parameters().containsKey("conv1.bias"));
        assertFalse(network.parameters().containsKey("stage2.0.dwconv.bias"));
    }

    @Test
    void theAuthorsUndoTheShuffleBehindIt() {
        Network network = ShuffleNet.build(SPEC, ShuffleNetStructure.AUTHORS);
        assertEquals(
                List.of("conv1", "bn1", "relu1", "dwconv", "bn2", "shuffle", "conv3", "bn3", "add"),
                names(network, "stage2.1."));
        ChannelShuffle shuffle = assertInstanceOf(
                ChannelShuffle.class, node(network, "stage2.1.shuffle").operator());
        assertEquals(60 / 3, shuffle.groups());
        assertFalse(network.parameters().containsKey("fc.bias"));
        assertEquals("ShuffleNet 1x (g = 3) of authors", network.name());
    }

    @Test
    void listing1NarrowsByTheBranchAndConcatenatesItFirst() {
        Network network = ShuffleNet.build(SPEC, ShuffleNetStructure.LISTING_1);
        assertEquals(
                List.of(
                        "conv1",
                        "bn1",
                        "relu1",
                        "dwconv",
                        "bn2",
                        "relu2",
                        "conv3",
                        "bn3",
                        "shortcut",
                        "concat",
                        "relu"),
                names(network, "stage2.0."));
        assertEquals(
                List.of("conv1", "bn1", "relu1", "shuffle", "dwconv", "bn2", "relu2", "conv3", "bn3", "add"),
                names(network, "stage2.1."));
        assertTrue(names(network, "stage3.0.").contains("shuffle"));
        assertEquals(
                (240 - 24) / 4,
                node(network, "stage2.0.conv1").operator().output().c());
        assertEquals(
                List.of("stage2.0.bn3", "stage2.0.shortcut"),
                node(network, "stage2.0.concat").inputs());
        assertEquals("ShuffleNet 1x (g = 3) of listing 1", network.name());
    }

    /** With one group every stride-2 unit's first convolution is dense, as the network's first one's is. */
    @Test
    void listing1LeavesTheShuffleOutOfWhatLooksLikeItsFirstUnit() {
        Network network =
                ShuffleNet.build(NetworkSpec.of(Architecture.SHUFFLENET, 1, 1), ShuffleNetStructure.LISTING_1);
        assertFalse(names(network, "stage2.0.").contains("shuffle"));
        assertFalse(names(network, "stage3.0.").contains("shuffle"));
        assertTrue(names(network, "stage2.1.").contains("shuffle"));
    }

    @Test
    void listing2HasBiasesABareStemAndLogarithms() {
        Network network = ShuffleNet.build(SPEC, ShuffleNetStructure.LISTING_2);
        assertEquals(List.of("conv1", "maxpool"), names(network, ""));
        assertTrue(network.parameters().containsKey("conv1.bias"));
        assertTrue(network.parameters().containsKey("stage2.0.conv1.bias"));
        assertTrue(network.parameters().containsKey("stage2.0.dwconv.bias"));
        assertTrue(network.parameters().containsKey("stage2.0.conv3.bias"));
        Softmax last = assertInstanceOf(Softmax.class, network.nodes().getLast().operator());
        assertTrue(last.log());
    }

    /** The authors' pool of 7x7 at a map of 13x13, the largest of which it takes one window. */
    @Test
    void theAuthorsPoolOfALargerMapIsItsFirstWindow() {
        Network network = ShuffleNet.build(SPEC.withSize(416, 416), ShuffleNetStructure.AUTHORS);
        AvgPool pool =
                assertInstanceOf(AvgPool.class, node(network, "globalpool").operator());
        assertEquals(new Shape(1, 960, 13, 13), pool.input());
    }

    @ParameterizedTest
    @EnumSource
    void everyStructureNormalisesBothPointwiseConvolutionsOfAUnit(ShuffleNetStructure structure) {
        Network network = ShuffleNet.build(SPEC, structure);
        long pointwise = network.nodes().stream()
                .filter(node -> node.operator() instanceof PointwiseConv)
                .count();
        assertEquals(32, pointwise);
        for (String norm : List.of("bn1", "bn2", "bn3")) {
            String convolution = norm.equals("bn2") ? "dwconv" : norm.replace("bn", "conv");
            assertEquals(
                    List.of("stage4.3." + convolution),
                    node(network, "stage4.3." + norm).inputs());
        }
    }

    /** Names of the nodes behind a prefix; behind none, those of the stem. */
    private static List<String> names(Network network, String prefix) {
        return network.nodes().stream()
                .map(Node::name)
                .filter(name -> prefix.isEmpty() ? !name.contains(".") : name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .filter(name -> !List.of("globalpool", "fc", "logsoftmax").contains(name))
                .toList();
    }

    private static Node node(Network network, String name) {
        return network.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
