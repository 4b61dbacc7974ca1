package riffle.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import riffle.network.Node;
import riffle.onnx.format.AttributeProto;
import riffle.operator.Move;
import riffle.operator.Pad;
import riffle.operator.Reshape;
import riffle.operator.StridedSlice;
import riffle.operator.Transpose;
import riffle.tensor.Shape;

/** Operators that move elements along axes as ONNX nodes, between two reshapes: to these axes, and to four again. */
final class MoveNodes {

    private MoveNodes() {}

    static void reshape(Node node, Reshape op, GraphWriter graph) {
        graph.end(node, "Reshape", List.of(input(node, graph), graph.constant(node, "shape", extents(op.output()))));
    }

    static void transpose(Node node, Transpose op, GraphWriter graph) {
        move(node, op, "Transpose", array(node, op.extents(), graph), graph, Attributes.list("perm", ints(op.order())));
    }

    static void pad(Node node, Pad op, GraphWriter graph) {
        List<String> inputs = array(node, op.extents(), graph);
        inputs.add(graph.constant(
                node,
                "pads",
                longs(Stream.concat(op.before().stream(), op.after().stream()).toList())));
        inputs.add(graph.number(node, "fill", op.fill()));
        move(node, op, "Pad", inputs, graph);
    }

    static void slice(Node node, StridedSlice op, GraphWriter graph) {
        List<String> inputs = array(node, op.extents(), graph);
        int axes = op.extents().size();
        inputs.add(graph.constant(node, "starts", longs(op.starts())));
        inputs.add(graph.constant(
                node,
                "ends",
                IntStream.range(0, axes).mapToLong(axis -> end(op, axis)).toArray()));
        inputs.add(graph.constant(node, "axes", LongStream.range(0, axes).toArray()));
        inputs.add(graph.constant(node, "steps", longs(op.steps())));
        move(node, op, "Slice", inputs, graph);
    }

    /** The first position that is not taken; before the input's first it is written as one extent further down. */
    private static long end(StridedSlice op, int axis) {
        int step = op.steps().get(axis);
        long last = op.starts().get(axis) + (op.counts().get(axis) - 1L) * step;
        long end = last + Integer.signum(step);
        return end >= 0 ? end : -1L - op.extents().get(axis);
    }

    private static void move(
            Node node, Move op, String type, List<String> inputs, GraphWriter graph, AttributeProto... attributes) {
        String moved = graph.step(node, "moved", type, inputs, attributes);
        graph.end(node, "Reshape", List.of(moved, graph.constant(node, "shape", extents(op.output()))));
    }

    /** The node's input as an array of its axes: the first of the inputs of an ONNX node. */
    private static List<String> array(Node node, List<Integer> extents, GraphWriter graph) {
        String shape = graph.constant(node, "array.shape", longs(extents));
        return new ArrayList<>(List.of(graph.step(node, "array", "Reshape", List.of(input(node, graph), shape))));
    }

    private static String input(Node node, GraphWriter graph) {
        return graph.valueName(node.inputs().getFirst());
    }

    private static long[] extents(Shape shape) {
        return new long[] {shape.n(), shape.c(), shape.h(), shape.w()};
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private static long[] longs(List<Integer> values) {
        return values.stream().mapToLong(Integer::longValue).toArray();
    }
}
