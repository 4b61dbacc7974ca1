package riffle.onnx.read;

import java.util.List;

/** What becomes of an operator of ONNX. */
@FunctionalInterface
interface Reader {

    /**
     * Adds to the network what a node computes.
     *
     * @return its outputs, in order
     * @throws OnnxException if it asks for what is not taken
     * @throws IllegalArgumentException if an operator's record refuses it
     */
    List<Value> read(Operation operation, GraphBuilder graph);
}
