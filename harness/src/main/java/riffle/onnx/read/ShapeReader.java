package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import riffle.operator.ChannelShuffle;
import riffle.operator.Transpose;
import riffle.tensor.Shape;

/** What gives a value other extents, or its axes another order. */
final class ShapeReader {

    private ShapeReader() {}

    static List<Value> identity(Operation operation, GraphBuilder graph) {
        operation.allow();
        return List.of(operation.input(0));
    }

    /** At inference dropout does nothing. */
    static List<Value> dropout(Operation operation, GraphBuilder graph) {
        operation.allow("ratio", "seed", "is_test");
        if (operation.has(2) && operation.scalar(2) != 0) {
            throw operation.untaken("training_mode must be false: networks are run, not trained");
        }
        return List.of(operation.input(0));
    }

    static List<Value> reshape(Operation operation, GraphBuilder graph) {
        operation.allow("allowzero", "shape");
        List<Long> wanted = operation.listed("shape", 1, null);
        if (wanted == null) {
            throw operation.refuse("the shape is missing");
        }
        List<Integer> dims = operation.input(0).dims();
        boolean zeroCopies = operation.integer("allowzero", 0) == 0;
        List<Long> extents = new ArrayList<>(wanted);
        int free = -1;
        long others = 1;
        for (int axis = 0; axis < extents.size(); axis++) {
            if (extents.get(axis) == 0 && zeroCopies && axis < dims.size()) {
                extents.set(axis, (long) dims.get(axis));
            }
            if (extents.get(axis) == -1 && free < 0) {
                free = axis;
            } else if (extents.get(axis) < 0 || extents.get(axis) > Integer.MAX_VALUE) {
                throw operation.refuse("shape " + wanted + " has an extent that cannot be");
            } else {
                others = Math.min(others * extents.get(axis), Integer.MAX_VALUE + 1L);
            }
        }
        long elements = Dims.elements(dims);
        if (free >= 0) {
            extents.set(free, others == 0 ? 0 : elements / others);
        }
        List<Integer> found = Dims.of(extents, operation.label() + ": its shape");
        if (Dims.elements(found) != elements) {
            throw operation.refuse("input is " + dims + ", which cannot be seen as " + wanted);
        }
        return List.of(view(operation.input(0), found));
    }

    static List<Value> flatten(Operation operation, GraphBuilder graph) {
        operation.allow("axis");
        List<Integer> dims = operation.input(0).dims();
        int rank = dims.size();
        long given = operation.integer("axis", 1);
        if (given < -rank || given > rank) {
            throw operation.refuse("axis is " + given + ", must be " + -rank + " to " + rank);
        }
        int axis = (int) (given < 0 ? given + rank : given);
        return List.of(view(operation.input(0), List.of(Dims.product(dims, 0, axis), Dims.product(dims, axis, rank))));
    }

    static List<Value> squeeze(Operation operation, GraphBuilder graph) {
        operation.allow("axes");
        List<Integer> dims = operation.input(0).dims();
        List<Long> listed = operation.listed("axes", 1, null);
        List<Integer> axes = listed == null ? null : Dims.axes(listed, dims.size(), operation);
        List<Integer> found = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            boolean gone = axes == null ? dims.get(axis) == 1 : axes.contains(axis);
            if (gone && dims.get(axis) != 1) {
                throw operation.refuse("input is " + dims + ": axis " + axis + " is not 1");
            }
            if (!gone) {
                found.add(dims.get(axis));
            }
        }
        return List.of(view(operation.input(0), found));
    }

    static List<Value> unsqueeze(Operation operation, GraphBuilder graph) {
        operation.allow("axes");
        List<Long> listed = operation.listed("axes", 1, null);
        if (listed == null) {
            throw operation.refuse("axes are missing");
        }
        List<Integer> dims = new ArrayList<>(operation.input(0).dims());
        for (int axis : Dims.axes(listed, dims.size() + listed.size(), operation)) {
            dims.add(axis, 1);
        }
        return List.of(view(operation.input(0), dims));
    }

    static List<Value> transpose(Operation operation, GraphBuilder graph) {
        operation.allow("perm");
        Activation x = operation.activation(0);
        int rank = x.dims().size();
        List<Integer> order = new ArrayList<>();
        List<Long> given = operation.integers("perm", null);
        for (int axis = 0; axis < rank; axis++) {
            order.add(rank - 1 - axis);
        }
        if (given != null) {
            order.clear();
            given.forEach(axis -> order.add(Dims.axis(axis, rank, operation)));
        }
        for (int axis = 0; axis < rank; axis++) {
            if (order.size() != rank || !order.contains(axis)) {
                throw operation.refuse("perm is " + given + ", must name each of " + rank + " axes once");
            }
        }
        return List.of(transposed(operation, graph, x, order, ""));
    }

    /**
     * A value with its axes in another order. Where axes of 1 alone change places nothing moves; where two axes change
     * places that channels were split to, it is a channel shuffle.
     *
     * @param step name of the node behind that of the operation; empty if it gives the operation's value
     */
    static Activation transposed(
            Operation operation, GraphBuilder graph, Activation x, List<Integer> order, String step) {
        List<Integer> dims = order.stream().map(x.dims()::get).toList();
        List<Integer> moved =
                order.stream().filter(axis -> x.dims().get(axis) != 1).toList();
        if (moved.stream().sorted().toList().equals(moved)) {
            return x.as(dims);
        }
        String name = step.isEmpty() ? operation.name() : operation.name() + "/" + step;
        List<List<Integer>> runs = runs(moved);
        List<List<Integer>> before = runs.stream()
                .sorted((a, b) -> Integer.compare(a.getFirst(), b.getFirst()))
                .toList();
        List<Integer> extents = before.stream()
                .map(run -> run.stream().map(x.dims()::get).reduce(1, Math::multiplyExact))
                .toList();
        List<Integer> runOrder = runs.stream().map(before::indexOf).toList();
        if (isShuffle(x.shape(), extents, runOrder)) {
            int groups = extents.get(extents.getFirst() == x.shape().n() && runOrder.getFirst() == 0 ? 1 : 0);
            // exporters call the transpose so, and the reshape behind it as Riffle calls the shuffle
            String shuffle = name.replaceFirst("/transpose$", "");
            return graph.named(shuffle, new ChannelShuffle(x.shape(), groups), List.of(x), dims);
        }
        Dims.requireFew(extents, operation);
        Shape output = Dims.shape(dims, operation.label());
        return graph.named(name, new Transpose(x.shape(), output, extents, runOrder), List.of(x), dims);
    }

    /** Axes that stay next to one another, as one. */
    private static List<List<Integer>> runs(List<Integer> order) {
        List<List<Integer>> runs = new ArrayList<>();
        for (int axis : order) {
            boolean follows = !runs.isEmpty() && isNext(order, runs.getLast().getLast(), axis);
            if (follows) {
                runs.getLast().add(axis);
            } else {
                runs.add(new ArrayList<>(List.of(axis)));
            }
        }
        return runs;
    }

    /** Whether no other axis that moves lies between two. */
    private static boolean isNext(List<Integer> order, int axis, int other) {
        return other > axis && order.stream().noneMatch(between -> between > axis && between < other);
    }

    /** Images, groups, channels of a group, pixels; images or pixels may be one and lack. */
    private static boolean isShuffle(Shape shape, List<Integer> extents, List<Integer> order) {
        List<Integer> expected = new ArrayList<>();
        int first = 0;
        if (shape.n() > 1) {
            expected.add(0);
            first = 1;
        }
        expected.add(first + 1);
        expected.add(first);
        if (shape.pixels() > 1) {
            expected.add(first + 2);
        }
        return order.equals(expected)
                && (shape.n() == 1 || extents.getFirst() == shape.n())
                && extents.get(first) * (long) extents.get(first + 1) == shape.c()
                && (shape.pixels() == 1 || extents.getLast() == shape.pixels());
    }

    private static Value view(Value value, List<Integer> dims) {
        return switch (value) {
            case Activation activation -> activation.as(dims);
            case Constant constant -> constant.as(dims);
        };
    }
}
