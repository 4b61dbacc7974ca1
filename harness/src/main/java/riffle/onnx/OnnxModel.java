package riffle.onnx;

import java.util.List;
import riffle.network.Network;
import riffle.network.Node;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.OperatorSetIdProto;
import riffle.onnx.format.StringStringEntryProto;
import riffle.operator.Parameter;
import riffle.weights.Weights;

/**
 * A network as an ONNX model. Nodes, values and parameters keep their names; inputs are called as in {@link Network},
 * the output is {@value #OUTPUT}. Batch normalisation stays a node of its own: engines fold it themselves.
 */
public final class OnnxModel {

    /** Version of ONNX's operators that the model is written in. */
    public static final int OPERATOR_SET = 13;

    /** Name of the model's output. */
    public static final String OUTPUT = "output";

    /** Version of the file format that came with {@link #OPERATOR_SET}. */
    private static final int FORMAT = 7;

    /** A protobuf message is below 2^31 bytes; this leaves room for all but the parameters. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - (1L << 22);

    private OnnxModel() {}

    /**
     * The model of a network.
     *
     * @param weights its parameters
     * @throws IllegalArgumentException if the parameters do not fit into one file, or ONNX has no such operator; the
     *     message says which
     */
    public static ModelProto of(Network network, Weights weights) {
        requireSize(network);
        GraphWriter graph = new GraphWriter(network, weights);
        for (Node node : network.nodes()) {
            OperatorNodes.write(node, graph);
        }
        return ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("riffle")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATOR_SET))
                .setGraph(graph.graph())
                .addAllMetadataProps(metadata(network))
                .build();
    }

    /**
     * Refuses a network whose parameters do not fit into one file.
     *
     * @throws IllegalArgumentException if they do not; the message says how many there are
     */
    public static void requireSize(Network network) {
        long bytes = network.parameters().values().stream()
                .mapToLong(Parameter::elements)
                .map(elements -> elements * Float.BYTES)
                .sum();
        if (bytes > MOST_BYTES) {
            throw new IllegalArgumentException(network.name() + " has " + bytes / 1_000_000
                    + " MB of parameters; an ONNX file holds at most " + MOST_BYTES / 1_000_000 + " MB");
        }
    }

    private static List<StringStringEntryProto> metadata(Network network) {
        return network.note().stream()
                .map(note -> StringStringEntryProto.newBuilder()
                        .setKey("note")
                        .setValue(note)
                        .build())
                .toList();
    }
}
