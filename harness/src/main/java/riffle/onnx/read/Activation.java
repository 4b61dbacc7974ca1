package riffle.onnx.read;

import java.util.List;
import riffle.tensor.Shape;

/**
 * A value that the network computes. ONNX's reshapes only give it other extents: a node is made where an operator needs
 * them.
 *
 * @param name of the node, or input, of the network
 * @param shape what that node gives
 * @param dims the same elements as ONNX sees them here
 */
record Activation(String name, Shape shape, List<Integer> dims) implements Value {

    Activation {
        dims = List.copyOf(dims);
    }

    /** The same elements with other extents. */
    Activation as(List<Integer> other) {
        return new Activation(name, shape, other);
    }
}
