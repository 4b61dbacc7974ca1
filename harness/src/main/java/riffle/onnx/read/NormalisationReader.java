package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.BatchNorm;
import riffle.operator.LocalResponseNorm;
import riffle.operator.Softmax;
import riffle.tensor.Shape;

/** Normalisations, softmax among them. */
final class NormalisationReader {

    /** Since this version softmax is along one axis; before, along all from one on. */
    private static final int ONE_AXIS = 13;

    private NormalisationReader() {}

    static List<Value> batchNorm(Operation operation, GraphBuilder graph) {
        operation.allow("epsilon", "momentum", "spatial", "training_mode", "is_test");
        operation.requireInputs(5, 5);
        if (operation.integer("training_mode", 0) != 0) {
            throw operation.untaken("training_mode must be 0: networks are run, not trained");
        }
        if (operation.integer("spatial", 1) != 1) {
            throw operation.untaken("spatial must be 1: statistics of whole channels");
        }
        Activation x = operation.activation(0);
        if (x.dims().size() < 2) {
            throw operation.refuse("input is " + x.dims() + ", must have images and channels");
        }
        Activation image = graph.image(x);
        int channels = image.shape().c();
        Constant[] parameters = new Constant[4];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = operation.constant(i + 1);
            if (!parameters[i].dims().equals(List.of(channels))) {
                throw operation.refuse(
                        "input number " + (i + 2) + " is " + parameters[i].dims() + ", must be [" + channels + "]");
            }
        }
        BatchNorm operator = new BatchNorm(image.shape(), operation.real("epsilon", 1e-5f));
        return List.of(graph.add(operation, operator, List.of(image), x.dims(), parameters));
    }

    static List<Value> responseNorm(Operation operation, GraphBuilder graph) {
        operation.allow("alpha", "beta", "bias", "size");
        operation.requireInputs(1, 1);
        Activation image = graph.image(operation.activation(0));
        int size = operation.positive("size", operation.integer("size", 0));
        if (size % 2 == 0) {
            throw operation.untaken(
                    "size is " + size + ", must be odd: an even neighbourhood lies differently in Riffle");
        }
        LocalResponseNorm operator = new LocalResponseNorm(
                image.shape(),
                size,
                operation.real("alpha", 1e-4f),
                operation.real("beta", 0.75),
                operation.real("bias", 1));
        return List.of(graph.add(
                operation, operator, List.of(image), operation.activation(0).dims()));
    }

    /** The axis is brought behind the others, and is then the features of rows. */
    static List<Value> softmax(Operation operation, GraphBuilder graph, boolean log) {
        operation.allow("axis");
        operation.requireInputs(1, 1);
        Activation x = operation.activation(0);
        List<Integer> dims = x.dims();
        boolean one = operation.operatorSet() >= ONE_AXIS;
        int axis = dims.isEmpty() ? 0 : Dims.axis(operation.integer("axis", one ? -1 : 1), dims.size(), operation);
        int behind = one && !dims.isEmpty() ? Dims.product(dims, axis + 1, dims.size()) : 1;
        if (behind == 1) {
            int rows = Dims.product(dims, 0, axis);
            Shape view = Shape.vector(rows, Dims.product(dims, axis, dims.size()));
            return List.of(graph.add(operation, new Softmax(view, log), List.of(graph.shaped(x, view)), dims));
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            if (i != axis) {
                order.add(i);
            }
        }
        order.add(axis);
        Activation last = ShapeReader.transposed(operation, graph, x, order, "transpose");
        Shape view = Shape.vector(x.shape().elements() / dims.get(axis), dims.get(axis));
        Activation result =
                graph.step(operation, "rows", new Softmax(view, log), List.of(graph.shaped(last, view)), last.dims());
        List<Integer> back = new ArrayList<>();
        for (int i = 0; i < dims.size(); i++) {
            back.add(order.indexOf(i));
        }
        return List.of(ShapeReader.transposed(operation, graph, result, back, ""));
    }
}
