package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.Arithmetic;
import riffle.operator.FullyConnected;
import riffle.tensor.Shape;

/** Gemm and MatMul with a known matrix: fully connected layers. */
final class DenseReader {

    private static final int MATRIX = 2;

    private DenseReader() {}

    /** {@code alpha A B + beta C}; C is a bias a column, or is added by itself. */
    static List<Value> gemm(Operation operation, GraphBuilder graph) {
        operation.allow("alpha", "beta", "transA", "transB", "broadcast");
        operation.requireInputs(2, 3);
        Activation a = operation.activation(0);
        Constant b = operation.constant(1);
        requireMatrix(operation, "A", a.dims());
        requireMatrix(operation, "B", b.dims());
        if (operation.integer("transA", 0) != 0) {
            a = ShapeReader.transposed(operation, graph, a, List.of(1, 0), "transpose");
        }
        boolean transposed = operation.integer("transB", 0) != 0;
        float alpha = (float) operation.real("alpha", 1);
        float beta = (float) operation.real("beta", 1);
        Constant weight = weight(b, transposed, alpha);
        int outputs = weight.dims().getFirst();
        if (!operation.has(2)) {
            return List.of(layer(operation, graph, operation.name(), a, weight, null));
        }
        Value c = operation.input(2);
        if (c instanceof Constant known && isBias(known.dims(), outputs)) {
            return List.of(layer(operation, graph, operation.name(), a, weight, bias(known, outputs, beta)));
        }
        if (beta != 1 && !(c instanceof Constant)) {
            throw operation.untaken("beta is " + beta + ", must be 1 where C is computed by the network");
        }
        Activation product = layer(operation, graph, operation.name() + "/product", a, weight, null);
        Value addend = c instanceof Constant known ? scaled(known, beta) : c;
        Value sum = ArithmeticReader.combine(operation, graph, Arithmetic.Kind.ADD, product, addend, operation.name());
        if (!sum.dims().equals(product.dims())) {
            throw operation.refuse("C is " + c.dims() + ", must broadcast to " + product.dims());
        }
        return List.of(sum);
    }

    static List<Value> matMul(Operation operation, GraphBuilder graph) {
        operation.allow();
        operation.requireInputs(2, 2);
        Activation a = operation.activation(0);
        Constant b = operation.constant(1);
        requireMatrix(operation, "B", b.dims());
        if (a.dims().isEmpty()) {
            throw operation.refuse("A is a scalar");
        }
        return List.of(layer(operation, graph, operation.name(), a, weight(b, false, 1), null));
    }

    /** Rows times a matrix of outputs x features; the rows' extents, but for the last, are those of the result. */
    private static Activation layer(
            Operation operation, GraphBuilder graph, String name, Activation a, Constant weight, Constant bias) {
        int features = a.dims().getLast();
        int outputs = weight.dims().get(0);
        if (features != weight.dims().get(1)) {
            throw operation.refuse(
                    "A is " + a.dims() + ", but B takes " + weight.dims().get(1) + " features");
        }
        int rows = Dims.product(a.dims(), 0, a.dims().size() - 1);
        boolean images = a.shape().n() == rows && a.shape().features() == features;
        Activation x = images ? a : graph.shaped(a, Shape.vector(rows, features));
        FullyConnected layer = new FullyConnected(x.shape(), outputs, bias != null);
        List<Integer> dims = new ArrayList<>(a.dims().subList(0, a.dims().size() - 1));
        dims.add(outputs);
        return bias == null
                ? graph.named(name, layer, List.of(x), dims, weight)
                : graph.named(name, layer, List.of(x), dims, weight, bias);
    }

    /** The matrix as outputs x features, times a factor. */
    private static Constant weight(Constant b, boolean transposed, float factor) {
        int rows = b.dims().get(0);
        int columns = b.dims().get(1);
        if (transposed && factor == 1) {
            return b;
        }
        List<Integer> dims = transposed ? b.dims() : List.of(columns, rows);
        return Constant.real(dims, () -> {
            float[] from = b.floats().get();
            float[] to = new float[from.length];
            for (int i = 0; i < from.length; i++) {
                to[i] = factor * (transposed ? from[i] : from[i % rows * columns + i / rows]);
            }
            return to;
        });
    }

    private static boolean isBias(List<Integer> dims, int outputs) {
        long elements = Dims.elements(dims);
        boolean row = dims.isEmpty() || dims.getLast() == elements;
        return dims.size() <= MATRIX && row && (elements == outputs || elements == 1);
    }

    private static Constant bias(Constant c, int outputs, float beta) {
        return Constant.real(List.of(outputs), () -> {
            float[] from = c.floats().get();
            float[] to = new float[outputs];
            for (int i = 0; i < outputs; i++) {
                to[i] = beta * from[from.length == 1 ? 0 : i];
            }
            return to;
        });
    }

    private static Constant scaled(Constant c, float beta) {
        return Constant.real(c.dims(), () -> {
            float[] data = c.floats().get().clone();
            for (int i = 0; i < data.length; i++) {
                data[i] *= beta;
            }
            return data;
        });
    }

    private static void requireMatrix(Operation operation, String what, List<Integer> dims) {
        if (dims.size() != MATRIX || dims.contains(0)) {
            throw operation.untaken(what + " is " + dims + ", must be a matrix");
        }
    }
}
