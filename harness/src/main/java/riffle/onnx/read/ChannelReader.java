package riffle.onnx.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.operator.Concat;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.Slice;
import riffle.operator.StridedSlice;
import riffle.tensor.Shape;

/** What joins values, takes parts of them, or adds to them. */
final class ChannelReader {

    /** Since these versions what were attributes are inputs. */
    private static final int SLICE_INPUTS = 10;

    private static final int PAD_INPUTS = 11;

    private ChannelReader() {}

    static List<Value> concat(Operation operation, GraphBuilder graph) {
        operation.allow("axis");
        operation.requireInputs(1, Integer.MAX_VALUE);
        List<Integer> dims = operation.activation(0).dims();
        int axis = Dims.axis(operation.integer("axis", 1), dims.size(), operation);
        Activation all = operation.activation(0);
        for (int i = 1; i < operation.inputs(); i++) {
            Activation next = operation.activation(i);
            List<Integer> expected = new ArrayList<>(next.dims());
            if (expected.size() == dims.size()) {
                expected.set(axis, dims.get(axis));
            }
            if (!expected.equals(dims)) {
                throw operation.refuse(
                        "its inputs are " + dims + " and " + next.dims() + ", may differ along axis " + axis + " only");
            }
            Shape one = along(all.dims(), axis);
            Shape other = along(next.dims(), axis);
            List<Integer> joined = new ArrayList<>(all.dims());
            joined.set(axis, Math.addExact(all.dims().get(axis), next.dims().get(axis)));
            boolean last = i == operation.inputs() - 1;
            all = graph.named(
                    last ? operation.name() : operation.name() + "/" + i,
                    new Concat(one, other),
                    List.of(graph.shaped(all, one), graph.shaped(next, other)),
                    joined);
        }
        return List.of(all);
    }

    static List<Value> split(Operation operation, GraphBuilder graph) {
        operation.allow("axis", "split", "num_outputs");
        operation.requireInputs(1, 2);
        Activation x = operation.activation(0);
        int axis = Dims.axis(operation.integer("axis", 0), x.dims().size(), operation);
        int extent = x.dims().get(axis);
        int parts = operation.outputs();
        if (operation.integer("num_outputs", parts) != parts) {
            throw operation.refuse("num_outputs is " + operation.integer("num_outputs", 0) + ", but it has " + parts);
        }
        List<Long> sizes = operation.listed("split", 1, equal(extent, parts));
        long sum = 0;
        for (long size : sizes) {
            sum += operation.positive("a part", size);
        }
        if (sizes.size() != parts || sum != extent) {
            throw operation.refuse("parts are " + sizes + ", must be " + parts + " that come to " + extent);
        }
        List<Value> outputs = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < parts; i++) {
            int size = (int) (long) sizes.get(i);
            String name = parts == 1 ? operation.name() : operation.name() + "/" + i;
            outputs.add(part(graph, name, x, axis, first, size));
            first += size;
        }
        return outputs;
    }

    private static List<Long> equal(int extent, int parts) {
        int size = Math.ceilDiv(extent, Math.max(parts, 1));
        List<Long> sizes = new ArrayList<>(Collections.nCopies(parts, (long) size));
        if (parts > 0) {
            sizes.set(parts - 1, extent - (long) size * (parts - 1));
        }
        return sizes;
    }

    static List<Value> slice(Operation operation, GraphBuilder graph) {
        boolean inputs = operation.operatorSet() >= SLICE_INPUTS;
        operation.allow(inputs ? new String[0] : new String[] {"axes", "ends", "starts"});
        Activation x = operation.activation(0);
        int rank = x.dims().size();
        List<Long> starts = inputs ? operation.wholes(1) : operation.integers("starts", List.of());
        List<Long> ends = inputs ? operation.wholes(2) : operation.integers("ends", List.of());
        List<Long> axes = operation.listed("axes", inputs ? 3 : Integer.MAX_VALUE, all(starts.size()));
        List<Long> steps = operation.has(4) ? operation.wholes(4) : Collections.nCopies(starts.size(), 1L);
        if (ends.size() != starts.size() || axes.size() != starts.size() || steps.size() != starts.size()) {
            throw operation.refuse("starts, ends, axes and steps are " + starts + ", " + ends + ", " + axes + ", "
                    + steps + ", must be as many");
        }
        int before = Dims.axes(axes, rank, operation).size(); // each once
        List<Integer> first = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> step = new ArrayList<>(Collections.nCopies(rank, 1));
        List<Integer> dims = new ArrayList<>(x.dims());
        for (int i = 0; i < before; i++) {
            int axis = Dims.axis(axes.get(i), rank, operation);
            Range range = Range.of(operation, starts.get(i), ends.get(i), steps.get(i), dims.get(axis));
            first.set(axis, range.first());
            step.set(axis, range.step());
            dims.set(axis, range.count());
        }
        return List.of(sliced(operation, graph, x, first, step, dims));
    }

    private static Activation sliced(
            Operation operation,
            GraphBuilder graph,
            Activation x,
            List<Integer> first,
            List<Integer> step,
            List<Integer> dims) {
        if (dims.equals(x.dims()) && step.stream().allMatch(each -> each == 1)) {
            return x;
        }
        List<Integer> cut = new ArrayList<>();
        for (int axis = 0; axis < dims.size(); axis++) {
            if (!dims.get(axis).equals(x.dims().get(axis)) || step.get(axis) != 1) {
                cut.add(axis);
            }
        }
        if (cut.size() == 1 && step.get(cut.getFirst()) == 1) {
            int axis = cut.getFirst();
            return part(graph, operation.name(), x, axis, first.get(axis), dims.get(axis));
        }
        Dims.requireFew(dims, operation);
        Operator operator =
                new StridedSlice(x.shape(), Dims.shape(dims, operation.label()), x.dims(), first, step, dims);
        return graph.add(operation, operator, List.of(x), dims);
    }

    static List<Value> pad(Operation operation, GraphBuilder graph) {
        boolean inputs = operation.operatorSet() >= PAD_INPUTS;
        operation.allow(inputs ? new String[] {"mode"} : new String[] {"mode", "pads", "paddings", "value"});
        if (!operation.text("mode", "constant").equals("constant")) {
            throw operation.untaken("mode is " + operation.text("mode", "") + ", must be constant");
        }
        Activation x = operation.activation(0);
        int rank = x.dims().size();
        List<Long> pads =
                inputs ? operation.wholes(1) : operation.integers("pads", operation.integers("paddings", List.of()));
        double fill = inputs ? operation.has(2) ? operation.scalar(2) : 0 : operation.real("value", 0);
        List<Long> axes = operation.has(3) ? operation.wholes(3) : all(rank);
        int named = Dims.axes(axes, rank, operation).size(); // each once
        if (pads.size() != 2 * named) {
            throw operation.refuse("pads is " + pads + ", must be two for each of " + named + " axes");
        }
        List<Integer> before = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> after = new ArrayList<>(Collections.nCopies(rank, 0));
        List<Integer> dims = new ArrayList<>(x.dims());
        for (int i = 0; i < named; i++) {
            int axis = Dims.axis(axes.get(i), rank, operation);
            before.set(axis, within(operation, pads.get(i)));
            after.set(axis, within(operation, pads.get(i + named)));
            dims.set(
                    axis,
                    operation.positive(
                            "an extent of the output", (long) before.get(axis) + dims.get(axis) + after.get(axis)));
        }
        if (dims.equals(x.dims()) && before.stream().allMatch(each -> each == 0)) {
            return List.of(x);
        }
        Dims.requireFew(dims, operation);
        Pad operator = new Pad(x.shape(), Dims.shape(dims, operation.label()), x.dims(), before, after, fill);
        return List.of(graph.add(operation, operator, List.of(x), dims));
    }

    private static int within(Operation operation, long pad) {
        if (pad < -Integer.MAX_VALUE || pad > Integer.MAX_VALUE) {
            throw operation.refuse("padding of " + pad + " is too much");
        }
        return (int) pad;
    }

    /** Neighbouring positions along one axis: channels of a value that is seen so. */
    private static Activation part(GraphBuilder graph, String name, Activation x, int axis, int first, int count) {
        Shape view = along(x.dims(), axis);
        List<Integer> dims = new ArrayList<>(x.dims());
        dims.set(axis, count);
        return graph.named(name, new Slice(view, first, count), List.of(graph.shaped(x, view)), dims);
    }

    /** A value with one axis as its channels. */
    private static Shape along(List<Integer> dims, int axis) {
        if (axis == 1 && dims.size() == 4) {
            return new Shape(dims.get(0), dims.get(1), dims.get(2), dims.get(3));
        }
        return new Shape(Dims.product(dims, 0, axis), dims.get(axis), Dims.product(dims, axis + 1, dims.size()), 1);
    }

    private static List<Long> all(int rank) {
        List<Long> axes = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            axes.add(axis);
        }
        return axes;
    }
}
