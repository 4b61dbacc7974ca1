package riffle.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;

/** What is computed while a model is read: constants, extents of values, and arithmetic on them. */
final class Folding {

    private static final Set<String> ON_CONSTANTS = Set.of(
            "Add",
            "Cast",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "Div",
            "Gather",
            "Mul",
            "Slice",
            "Sub",
            "Transpose");
    private static final Set<String> ON_SHAPES = Set.of("Shape", "Size");

    private Folding() {}

    /** Whether an operator is computed where all of its inputs are known. */
    static boolean takes(String type) {
        return ON_CONSTANTS.contains(type);
    }

    /** Whether an operator needs the extents of its input alone. */
    static boolean onShapes(String type) {
        return ON_SHAPES.contains(type);
    }

    /** The operators of both kinds. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(ON_CONSTANTS);
        names.addAll(ON_SHAPES);
        return names;
    }

    static Constant ofShape(Operation operation) {
        operation.allow("start", "end");
        List<Integer> dims = operation.input(0).dims();
        if (operation.type().equals("Size")) {
            return Constant.integer(List.of(), Dims.elements(dims));
        }
        int rank = dims.size();
        int from = end(operation.integer("start", 0), rank);
        int to = Math.max(from, end(operation.integer("end", rank), rank));
        long[] extents =
                dims.subList(from, to).stream().mapToLong(Integer::longValue).toArray();
        return Constant.integer(List.of(extents.length), extents);
    }

    private static int end(long given, int rank) {
        return (int) Math.min(Math.max(given < 0 ? given + rank : given, 0), rank);
    }

    static Constant fold(Operation operation) {
        return switch (operation.type()) {
            case "Constant" -> constant(operation);
            case "ConstantOfShape" -> ofExtents(operation);
            case "Transpose" -> transpose(operation);
            case "Cast" -> cast(operation);
            case "Concat" -> concat(operation);
            case "Gather" -> gather(operation);
            case "Slice" -> slice(operation);
            default -> arithmetic(operation);
        };
    }

    private static Constant constant(Operation operation) {
        operation.allow("value", "value_float", "value_floats", "value_int", "value_ints");
        if (operation.hasAttribute("value_float")) {
            return Constant.uniform(List.of(), (float) operation.real("value_float", 0));
        }
        if (operation.hasAttribute("value_int")) {
            return Constant.integer(List.of(), operation.integer("value_int", 0));
        }
        if (operation.hasAttribute("value_ints")) {
            List<Long> values = operation.integers("value_ints", List.of());
            return Constant.integer(
                    List.of(values.size()),
                    values.stream().mapToLong(Long::longValue).toArray());
        }
        if (operation.hasAttribute("value_floats")) {
            List<Float> values = operation.reals("value_floats");
            float[] data = new float[values.size()];
            for (int i = 0; i < data.length; i++) {
                data[i] = values.get(i);
            }
            return Constant.real(List.of(data.length), () -> data);
        }
        return operation.tensor("value");
    }

    private static Constant ofExtents(Operation operation) {
        operation.allow("value");
        List<Integer> dims = Dims.of(operation.wholes(0), operation.label() + ": its shape");
        if (!operation.hasAttribute("value")) {
            return Constant.uniform(dims, 0);
        }
        Constant value = operation.tensor("value");
        if (value.elements() != 1) {
            throw operation.refuse("value is " + value.dims() + ", must be one number");
        }
        if (value.isReal()) {
            return Constant.uniform(dims, value.floats().get()[0]);
        }
        long[] data = new long[few(operation, Dims.elements(dims))];
        Arrays.fill(data, value.integers().get()[0]);
        return Constant.integer(dims, data);
    }

    /** Integers are extents: more than a few of them are none. */
    private static int few(Operation operation, long elements) {
        if (elements > Operation.MOST_INTEGERS) {
            throw operation.refuse(
                    "computes " + elements + " integers beforehand, must be at most " + Operation.MOST_INTEGERS);
        }
        return (int) elements;
    }

    private static Constant cast(Operation operation) {
        operation.allow("to", "saturate");
        Constant x = operation.constant(0);
        return switch (Math.toIntExact(operation.integer("to", 0))) {
            case 1 -> new Constant(x.dims(), Constant.Kind.REAL, x.floats(), x.integers());
            case 6, 7 -> new Constant(x.dims(), Constant.Kind.INTEGER, x.floats(), x.integers());
            default ->
                throw operation.untaken(
                        "to is " + operation.integer("to", 0) + ", must be 1 (float32), 6 (int32) or 7" + " (int64)");
        };
    }

    private static Constant concat(Operation operation) {
        operation.allow("axis");
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < operation.inputs(); i++) {
            if (operation.constant(i).dims().size() != 1) {
                throw operation.untaken("its inputs are constants, of which only lists are joined");
            }
            all.addAll(operation.wholes(i));
            int unused = few(operation, all.size());
        }
        return Constant.integer(
                List.of(all.size()), all.stream().mapToLong(Long::longValue).toArray());
    }

    private static Constant gather(Operation operation) {
        operation.allow("axis");
        Constant indices = operation.constant(1);
        List<Long> from = operation.wholes(0);
        if (operation.constant(0).dims().size() != 1) {
            throw operation.refuse("its input is " + operation.constant(0).dims() + ", must be a list of integers");
        }
        int unused = few(operation, indices.elements());
        long[] found = indices.integers().get().clone();
        for (int i = 0; i < found.length; i++) {
            found[i] = from.get(Dims.axis(found[i], from.size(), operation));
        }
        return Constant.integer(indices.dims(), found);
    }

    private static Constant slice(Operation operation) {
        List<Long> from = operation.wholes(0);
        boolean inputs = operation.inputs() > 1;
        List<Long> starts = inputs ? operation.wholes(1) : operation.integers("starts", List.of());
        List<Long> ends = inputs ? operation.wholes(2) : operation.integers("ends", List.of());
        List<Long> steps = operation.has(4) ? operation.wholes(4) : List.of(1L);
        if (operation.constant(0).dims().size() != 1 || starts.size() != 1 || ends.size() != 1 || steps.size() != 1) {
            throw operation.untaken("its input is a constant, of which only lists are cut");
        }
        Range range = Range.of(operation, starts.getFirst(), ends.getFirst(), steps.getFirst(), from.size());
        long[] found = new long[range.count()];
        for (int i = 0; i < found.length; i++) {
            found[i] = from.get(range.first() + i * range.step());
        }
        return Constant.integer(List.of(found.length), found);
    }

    private static Constant transpose(Operation operation) {
        operation.allow("perm");
        Constant x = operation.constant(0);
        if (!x.isReal()
                || x.dims().size() != 2
                || !operation.integers("perm", List.of(1L, 0L)).equals(List.of(1L, 0L))) {
            throw operation.untaken("its input is a constant, of which only matrices of real numbers are transposed");
        }
        int rows = x.dims().get(0);
        int columns = x.dims().get(1);
        return Constant.real(List.of(columns, rows), () -> {
            float[] from = x.floats().get();
            float[] to = new float[from.length];
            for (int i = 0; i < from.length; i++) {
                to[i] = from[i % rows * columns + i / rows];
            }
            return to;
        });
    }

    private static Constant arithmetic(Operation operation) {
        operation.allow();
        operation.requireInputs(2, 2);
        Constant a = operation.constant(0);
        Constant b = operation.constant(1);
        if (a.isReal() || b.isReal()) {
            throw operation.untaken("its operands are constants, of which only integers are computed beforehand");
        }
        long[] first = a.integers().get();
        long[] second = b.integers().get();
        boolean alike = a.dims().equals(b.dims()) || Math.min(first.length, second.length) == 1;
        if (!alike) {
            throw operation.untaken("its operands are the constants " + a.dims() + " and " + b.dims()
                    + ", must be alike, or one of them one number");
        }
        boolean longer = first.length > second.length
                || (first.length == second.length && a.dims().size() >= b.dims().size());
        long[] found = new long[few(operation, Math.max(first.length, second.length))];
        LongBinaryOperator function = function(operation);
        for (int i = 0; i < found.length; i++) {
            found[i] = function.applyAsLong(first[first.length == 1 ? 0 : i], second[second.length == 1 ? 0 : i]);
        }
        return Constant.integer(longer ? a.dims() : b.dims(), found);
    }

    private static LongBinaryOperator function(Operation operation) {
        return switch (operation.type()) {
            case "Add" -> (x, y) -> x + y;
            case "Sub" -> (x, y) -> x - y;
            case "Mul" -> (x, y) -> x * y;
            default ->
                (x, y) -> {
                    if (y == 0) {
                        throw operation.refuse("divides by 0");
                    }
                    return x / y;
                };
        };
    }
}
