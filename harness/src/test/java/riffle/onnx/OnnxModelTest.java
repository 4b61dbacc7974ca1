package riffle.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.GraphProto;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.TensorProto;
import riffle.operator.Clip;
import riffle.operator.MaxPool;
import riffle.operator.PRelu;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** What a model says, read as a consumer reads it. */
class OnnxModelTest {

    private final Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
            .withSize(32, 40)
            .withBatch(2)
            .build();
    private final Weights weights = SeededWeights.draw(network, 1);
    private final ModelProto model = OnnxModel.of(network, weights);
    private final GraphProto graph = model.getGraph();

    private static List<Long> pads(NodeProto node) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals("pads"))
                .map(AttributeProto::getIntsList)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nodesAndParametersKeepTheirNames() {
        Set<String> written =
                graph.getNodeList().stream().map(NodeProto::getName).collect(Collectors.toSet());
        assertEquals(graph.getNodeCount(), written.size(), "names are unique");
        for (Node node : network.nodes()) {
            assertTrue(written.contains(node.name()), node::name);
        }
        Map<String, TensorProto> initializers =
                graph.getInitializerList().stream().collect(Collectors.toMap(TensorProto::getName, each -> each));
        network.parameters().forEach((name, parameter) -> {
            TensorProto tensor = initializers.get(name);
            assertEquals(
                    parameter.dimensions(),
                    tensor.getDimsList().stream().map(Long::intValue).toList(),
                    name);
            float[] data = new float[parameter.elements()];
            tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(data);
            assertArrayEquals(weights.get(name), data, name);
        });
    }

    @Test
    void batchNormalisationStaysANode() {
        long ours = network.nodes().stream()
                .filter(node -> node.operator().type().equals("batch_norm"))
                .count();
        assertTrue(ours > 0);
        assertEquals(
                ours,
                graph.getNodeList().stream()
                        .filter(node -> node.getOpType().equals("BatchNormalization"))
                        .count());
    }

    @Test
    void inputOutputAndVersions() {
        assertEquals(13, model.getOpsetImport(0).getVersion());
        assertEquals("input", graph.getInput(0).getName());
        assertEquals(1, graph.getOutputCount());
        assertEquals("output", graph.getOutput(0).getName());
        List<Long> output = graph.getOutput(0).getType().getTensorType().getShape().getDimList().stream()
                .map(dimension -> dimension.getDimValue())
                .toList();
        assertEquals(List.of(2L, 1000L), output);
    }

    /** A 3x3 pool of stride 2 over 6 columns has 2 whole windows and, rounded up, a third that hangs over by one. */
    @Test
    void roundingUpIsPaddingBehind() {
        Network rounded = Network.of(new MaxPool(new Shape(1, 1, 6, 7), Window.square(3, 2, 0), true));
        NodeProto pool = OnnxModel.of(rounded, new Weights(Map.of())).getGraph().getNode(0);
        assertEquals(List.of(0L, 0L, 1L, 0L), pads(pool));
    }

    /** A bound that is left out is the largest finite number to ONNX Runtime. */
    @Test
    void boundsOfAClipAreScalarsEvenWhereTheyAreInfinite() {
        Network clip = Network.of(new Clip(new Shape(1, 3, 2, 2), Double.NEGATIVE_INFINITY, 6));
        GraphProto written = OnnxModel.of(clip, new Weights(Map.of())).getGraph();
        assertEquals(List.of("input", "op/min", "op/max"), written.getNode(0).getInputList());
        List<Float> bounds = new ArrayList<>();
        for (TensorProto bound : written.getInitializerList()) {
            assertEquals(0, bound.getDimsCount());
            bounds.add(bound.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getFloat());
        }
        assertEquals(List.of(Float.NEGATIVE_INFINITY, 6f), bounds);
    }

    /** ONNX aligns extents at the end: as a vector, slopes would be those of columns. */
    @Test
    void slopesLieAlongChannels() {
        Network prelu = Network.of(new PRelu(new Shape(1, 5, 2, 2)));
        GraphProto written = OnnxModel.of(prelu, SeededWeights.draw(prelu, 1)).getGraph();
        assertEquals(List.of(5L, 1L, 1L), written.getInitializer(0).getDimsList());
    }

    @Test
    void moreThanAFileHoldsIsRefused() {
        Network large = NetworkSpec.of(Architecture.MOBILENET, 1, 14).build();
        String refusal = assertThrows(IllegalArgumentException.class, () -> OnnxModel.of(large, new Weights(Map.of())))
                .getMessage();
        assertTrue(
                refusal.matches("14.0 MobileNet has \\d+ MB of parameters; an ONNX file holds at most 2143 MB"),
                refusal);
    }
}
