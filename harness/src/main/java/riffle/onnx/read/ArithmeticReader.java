package riffle.onnx.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
import riffle.tensor.Shape;

/** Sums and products, element by element, of values and constants that broadcast. */
final class ArithmeticReader {

    private static final int RANK = 4;

    /** Since this version operands broadcast by themselves. */
    private static final int BROADCASTS = 7;

    private ArithmeticReader() {}

    static List<Value> add(Operation operation, GraphBuilder graph) {
        return two(operation, graph, Kind.ADD);
    }

    static List<Value> multiply(Operation operation, GraphBuilder graph) {
        return two(operation, graph, Kind.MULTIPLY);
    }

    private static List<Value> two(Operation operation, GraphBuilder graph, Kind kind) {
        operation.requireInputs(2, 2);
        Value second = operation.input(1);
        if (operation.operatorSet() < BROADCASTS) {
            operation.allow("axis", "broadcast");
            second = aligned(operation, operation.input(0), second);
        } else {
            operation.allow();
        }
        return List.of(combine(operation, graph, kind, operation.input(0), second, operation.name()));
    }

    /** In old operator sets the second operand's extents are those of the first from an axis on. */
    private static Value aligned(Operation operation, Value first, Value second) {
        if (!operation.hasAttribute("axis")) {
            return second;
        }
        int rank = first.dims().size();
        int axis = Dims.axis(operation.integer("axis", 0), rank, operation);
        if (axis + second.dims().size() > rank) {
            throw operation.refuse("axis is " + axis + ", too far behind for " + second.dims());
        }
        List<Integer> dims = new ArrayList<>(second.dims());
        dims.addAll(Collections.nCopies(rank - axis - second.dims().size(), 1));
        return switch (second) {
            case Activation value -> value.as(dims);
            case Constant value -> value.as(dims);
        };
    }

    static List<Value> sum(Operation operation, GraphBuilder graph) {
        operation.allow();
        operation.requireInputs(1, Integer.MAX_VALUE);
        Value sum = operation.input(0);
        for (int i = 1; i < operation.inputs(); i++) {
            boolean last = i == operation.inputs() - 1;
            String name = last ? operation.name() : operation.name() + "/" + i;
            sum = combine(operation, graph, Kind.ADD, sum, operation.input(i), name);
        }
        return List.of(sum);
    }

    /** Both operands seen with as many axes, at most four. */
    static Value combine(Operation operation, GraphBuilder graph, Kind kind, Value a, Value b, String name) {
        if (a instanceof Constant && b instanceof Constant) {
            throw operation.untaken(
                    "both operands are constants; of constants only arithmetic on shapes is computed" + " beforehand");
        }
        if (a instanceof Constant) {
            return combine(operation, graph, kind, b, a, name);
        }
        int rank = Math.max(a.dims().size(), b.dims().size());
        List<Integer> first = leading(a.dims(), rank);
        List<Integer> second = leading(b.dims(), rank);
        List<Integer> dims = common(operation, first, second);
        merge(first, second);
        if (first.size() > RANK) {
            throw operation.untaken("its operands are " + a.dims() + " and " + b.dims()
                    + ", which broadcast along more axes than four");
        }
        Shape one = Dims.shape(matrix(first), operation.label());
        Shape other = Dims.shape(matrix(second), operation.label());
        Activation x = graph.shaped((Activation) a, one);
        return switch (b) {
            case Activation value ->
                graph.named(
                        name, new Arithmetic(kind, one, other, false), List.of(x, graph.shaped(value, other)), dims);
            case Constant value -> {
                if (!value.isReal()) {
                    throw operation.refuse("an operand holds integers, must be float32");
                }
                yield graph.named(name, new Arithmetic(kind, one, other, true), List.of(x), dims, value);
            }
        };
    }

    /** At least two extents, for a vector is otherwise seen as channels of one image. */
    private static List<Integer> matrix(List<Integer> dims) {
        List<Integer> matrix = new ArrayList<>(dims);
        while (matrix.size() < 2) {
            matrix.addFirst(1);
        }
        return matrix;
    }

    private static List<Integer> leading(List<Integer> dims, int rank) {
        List<Integer> all = new ArrayList<>(Collections.nCopies(rank - dims.size(), 1));
        all.addAll(dims);
        return all;
    }

    private static List<Integer> common(Operation operation, List<Integer> first, List<Integer> second) {
        List<Integer> dims = new ArrayList<>();
        for (int axis = 0; axis < first.size(); axis++) {
            int one = first.get(axis);
            int other = second.get(axis);
            if ((one != other && one != 1 && other != 1) || one == 0 || other == 0) {
                throw operation.refuse("its operands are " + first + " and " + second + ", which do not broadcast");
            }
            dims.add(Math.max(one, other));
        }
        return dims;
    }

    /** Drops axes of 1, then makes one of neighbours along which both advance alike, while there are too many. */
    private static void merge(List<Integer> first, List<Integer> second) {
        for (int axis = first.size() - 1; axis >= 0 && first.size() > RANK; axis--) {
            if (advance(first, second, axis) == 0) {
                first.remove(axis);
                second.remove(axis);
            }
        }
        for (int axis = first.size() - 2; axis >= 0 && first.size() > RANK; axis--) {
            if (advance(first, second, axis) == advance(first, second, axis + 1)) {
                first.set(axis, Math.multiplyExact(first.get(axis), first.remove(axis + 1)));
                second.set(axis, Math.multiplyExact(second.get(axis), second.remove(axis + 1)));
            }
        }
    }

    /** Which operands advance along an axis. */
    private static int advance(List<Integer> first, List<Integer> second, int axis) {
        return (first.get(axis) == 1 ? 0 : 1) + (second.get(axis) == 1 ? 0 : 2);
    }
}
