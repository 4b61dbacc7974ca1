package riffle.onnx.read;

import java.util.List;
import riffle.operator.Clip;
import riffle.operator.Elementwise;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.PRelu;
import riffle.operator.Relu;
import riffle.operator.Sigmoid;
import riffle.tensor.Shape;

/** Functions of one element. */
final class ActivationReader {

    /** Since this version bounds are inputs. */
    private static final int BOUNDS_ARE_INPUTS = 11;

    private ActivationReader() {}

    static List<Value> relu(Operation operation, GraphBuilder graph) {
        operation.allow();
        return List.of(
                elementwise(operation, graph, new Relu(operation.activation(0).shape())));
    }

    static List<Value> sigmoid(Operation operation, GraphBuilder graph) {
        operation.allow();
        return List.of(elementwise(
                operation, graph, new Sigmoid(operation.activation(0).shape())));
    }

    static List<Value> hardSwish(Operation operation, GraphBuilder graph) {
        operation.allow();
        return List.of(elementwise(
                operation, graph, new HardSwish(operation.activation(0).shape())));
    }

    static List<Value> hardSigmoid(Operation operation, GraphBuilder graph) {
        operation.allow("alpha", "beta");
        Shape shape = operation.activation(0).shape();
        double alpha = operation.real("alpha", 0.2f);
        return List.of(elementwise(operation, graph, new HardSigmoid(shape, alpha, operation.real("beta", 0.5))));
    }

    static List<Value> leakyRelu(Operation operation, GraphBuilder graph) {
        operation.allow("alpha");
        Shape shape = operation.activation(0).shape();
        return List.of(elementwise(operation, graph, new LeakyRelu(shape, operation.real("alpha", 0.01f))));
    }

    /** From 0 up it is a rectifier; without bounds it is nothing. */
    static List<Value> clip(Operation operation, GraphBuilder graph) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        if (operation.operatorSet() < BOUNDS_ARE_INPUTS) {
            operation.allow("min", "max");
            low = operation.hasAttribute("min") ? operation.real("min", 0) : low;
            high = operation.hasAttribute("max") ? operation.real("max", 0) : high;
        } else {
            operation.allow();
            low = operation.has(1) ? operation.scalar(1) : low;
            high = operation.has(2) ? operation.scalar(2) : high;
        }
        Activation x = operation.activation(0);
        boolean endless = high == Double.POSITIVE_INFINITY || high >= Float.MAX_VALUE;
        if (low == 0 && endless) {
            return List.of(elementwise(operation, graph, new Relu(x.shape())));
        }
        if (low == Double.NEGATIVE_INFINITY && high == Double.POSITIVE_INFINITY) {
            return List.of(x);
        }
        if (low > high) {
            throw operation.refuse("min is " + low + " and max " + high + ", must be in order");
        }
        return List.of(elementwise(operation, graph, new Clip(x.shape(), low, high)));
    }

    /** Slopes that follow one another along neighbouring axes are those of channels. */
    static List<Value> pRelu(Operation operation, GraphBuilder graph) {
        operation.allow();
        operation.requireInputs(2, 2);
        Activation x = operation.activation(0);
        Constant slope = operation.constant(1);
        List<Integer> dims = x.dims();
        List<Integer> slopes = slope.dims();
        if (operation.operatorSet() < 7 && slopes.size() == 1 && dims.size() > 1 && slopes.getFirst() != 1) {
            return List.of(perChannel(operation, graph, slope, 1, 2)); // old operator sets mean channels
        }
        int lead = dims.size() - slopes.size();
        int first = dims.size();
        int last = 0;
        for (int axis = 0; axis < slopes.size(); axis++) {
            if (slopes.get(axis) != 1) {
                first = Math.min(first, axis + lead);
                last = axis + lead + 1;
            }
        }
        if (last == 0) {
            first = 0; // one slope for all
        }
        boolean inOrder = lead >= 0;
        for (int axis = first; axis < last && inOrder; axis++) {
            inOrder = slopes.get(axis - lead).equals(dims.get(axis));
        }
        if (!inOrder) {
            throw operation.untaken(
                    "slope is " + slopes + ", must be one number or extents next to one another of " + dims);
        }
        return List.of(perChannel(operation, graph, slope, first, last));
    }

    private static Activation perChannel(Operation operation, GraphBuilder graph, Constant slope, int from, int to) {
        Activation x = operation.activation(0);
        List<Integer> dims = x.dims();
        int channels = Dims.product(dims, from, to);
        if (slope.elements() != channels) {
            throw operation.refuse("slope is " + slope.dims() + ", must have " + channels + " elements");
        }
        boolean natural = from == 1
                && to == 2
                && x.shape().n() == dims.get(0)
                && x.shape().c() == channels;
        Shape view = natural
                ? x.shape()
                : new Shape(Dims.product(dims, 0, from), channels, Dims.product(dims, to, dims.size()), 1);
        return graph.add(operation, new PRelu(view), List.of(graph.shaped(x, view)), dims, slope);
    }

    private static Activation elementwise(Operation operation, GraphBuilder graph, Elementwise operator) {
        Activation x = operation.activation(0);
        return graph.add(operation, operator, List.of(x), x.dims());
    }
}
