package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * Units of pointwise and depthwise convolutions, which may run in one launch: at heights that bands do not divide,
 * channels that fill no block, a batch, rows shorter and longer than a vector, and in the ways in which they may not be
 * joined.
 */
final class UnitShapes {

    private static final String TYPE = "graph";

    private final List<Node> nodes = new ArrayList<>();
    private final Shape input;
    private String last = Network.INPUT;

    private UnitShapes(Shape input) {
        this.input = input;
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int[] size : new int[][] {{1, 1}, {3, 5}, {7, 7}, {14, 14}, {9, 33}, {28, 3}}) {
            cases.add(shuffleUnit(new Shape(2, 12, size[0], size[1]), 6, 3));
            cases.add(shuffleUnitStride2(new Shape(2, 12, size[0], size[1]), 6, 3));
            cases.add(pair(new Shape(1, 5, size[0], size[1]), 1, 1));
            cases.add(pair(new Shape(1, 5, size[0], size[1]), 2, 1));
        }
        cases.add(shuffleUnit(new Shape(1, 40, 13, 10), 20, 2));
        cases.add(shuffleUnitStride2(new Shape(1, 10, 21, 18), 30, 1));
        cases.add(pair(new Shape(2, 9, 57, 61), 1, 1));
        cases.add(pair(new Shape(1, 3, 19, 112), 1, 1));
        cases.add(pair(new Shape(2, 6, 9, 7), 1, 3));
        cases.add(linearUnit(new Shape(2, 12, 9, 33), 6, 3));
        cases.add(residualFromElsewhere(new Shape(2, 6, 57, 60)));
        cases.add(depthwiseReadByTwo(new Shape(1, 6, 9, 9)));
        cases.add(shuffleBehindTheLast(new Shape(1, 6, 9, 9)));
        return cases;
    }

    /** One unit of every kind, in a batch. */
    static Stream<Case> inBatchesOf(int images) {
        Shape shape = new Shape(images, 12, 9, 33);
        return Stream.of(
                shuffleUnit(shape, 6, 3),
                shuffleUnitStride2(shape, 6, 3),
                shuffleUnit(new Shape(images, 12, 7, 7), 6, 3),
                pair(new Shape(images, 5, 9, 33), 1, 1),
                pair(new Shape(images, 5, 9, 33), 2, 1));
    }

    /** ShuffleNet's unit in Fig. 2(b) over planes of this size. */
    static Case unit(int images, int rows, int columns) {
        return shuffleUnit(new Shape(images, 12, rows, columns), 6, 3);
    }

    /** The unit in Fig. 2(c). */
    static Case unitStride2(int images, int rows, int columns) {
        return shuffleUnitStride2(new Shape(images, 12, rows, columns), 6, 3);
    }

    /** MobileNet's pair of stride 1. */
    static Case pair(int images, int rows, int columns) {
        return pair(new Shape(images, 5, rows, columns), 1, 1);
    }

    private static Case shuffleUnit(Shape shape, int middle, int groups) {
        return shuffleUnit(shape, middle, groups, new AddRelu(shape)).of(title(shape, middle, groups));
    }

    /** Without the rectifier at its end. */
    private static Case linearUnit(Shape shape, int middle, int groups) {
        return shuffleUnit(shape, middle, groups, Arithmetic.of(Arithmetic.Kind.ADD, shape))
                .of(title(shape, middle, groups) + ", not rectified");
    }

    private static UnitShapes shuffleUnit(Shape shape, int middle, int groups, Operator addition) {
        UnitShapes unit = new UnitShapes(shape);
        unit.bottleneck(middle, groups, 1)
                .normalised(new PointwiseConv(shape.withChannels(middle), shape.c(), groups, true));
        return unit.add(addition, Network.INPUT, unit.last);
    }

    private static String title(Shape shape, int middle, int groups) {
        return "shuffle unit of " + shape + ", " + middle + " in " + groups + " groups";
    }

    private static Case shuffleUnitStride2(Shape shape, int middle, int groups) {
        UnitShapes unit = new UnitShapes(shape);
        unit.bottleneck(middle, groups, 2);
        Shape narrow = unit.nodes.getLast().operator().output();
        unit.normalised(new PointwiseConv(narrow, 2 * groups, groups, false));
        String branch = unit.last;
        AvgPool pool = new AvgPool(shape, Window.square(3, 2, 1));
        unit.add(pool, Network.INPUT);
        Concat concat = new Concat(pool.output(), narrow.withChannels(2 * groups));
        unit.add(concat, unit.last, branch);
        return unit.add(new Relu(concat.output()), unit.last)
                .of("shuffle unit of " + shape + " with stride 2, " + middle + " in " + groups + " groups");
    }

    /** MobileNet's. */
    private static Case pair(Shape shape, int stride, int groups) {
        UnitShapes unit = new UnitShapes(shape);
        DepthwiseConv depthwise = new DepthwiseConv(shape, Window.square(3, stride, 1), false);
        unit.normalised(depthwise).add(new Relu(depthwise.output()), unit.last);
        PointwiseConv pointwise = new PointwiseConv(depthwise.output(), groups == 1 ? 11 : 4 * groups, groups, true);
        return unit.normalised(pointwise)
                .add(new Relu(pointwise.output()), unit.last)
                .of("depthwise and pointwise of " + shape + ", stride " + stride
                        + (groups == 1 ? "" : ", " + groups + " groups"));
    }

    private static Case residualFromElsewhere(Shape shape) {
        UnitShapes unit = new UnitShapes(shape);
        unit.add(new PointwiseConv(shape, shape.c(), 1, true), Network.INPUT);
        String residual = unit.last;
        unit.add(new DepthwiseConv(shape, Window.square(3, 1, 1), true), residual)
                .add(new PointwiseConv(shape, shape.c(), 2, false), unit.last);
        return unit.add(new AddRelu(shape), residual, unit.last).of("a residual that two read");
    }

    private static Case depthwiseReadByTwo(Shape shape) {
        UnitShapes unit = new UnitShapes(shape);
        unit.add(new DepthwiseConv(shape, Window.square(3, 1, 1), true), Network.INPUT);
        String depthwise = unit.last;
        unit.add(new PointwiseConv(shape, shape.c(), 1, false), depthwise);
        return unit.add(new AddRelu(shape), depthwise, unit.last).of("depthwise convolution that two read");
    }

    private static Case shuffleBehindTheLast(Shape shape) {
        UnitShapes unit = new UnitShapes(shape);
        unit.add(new DepthwiseConv(shape, Window.square(3, 1, 1), true), Network.INPUT)
                .add(new ChannelShuffle(shape, 2), unit.last)
                .add(new PointwiseConv(shape, shape.c(), 3, false), unit.last)
                .add(new ChannelShuffle(shape, 3), unit.last);
        return unit.of("shuffles behind depthwise and pointwise");
    }

    private UnitShapes bottleneck(int middle, int groups, int stride) {
        PointwiseConv pointwise = new PointwiseConv(input, middle, groups, true);
        normalised(pointwise);
        add(new Relu(pointwise.output()), last);
        add(new ChannelShuffle(pointwise.output(), groups), last);
        return normalised(new DepthwiseConv(pointwise.output(), Window.square(3, stride, 1), false));
    }

    private UnitShapes normalised(Operator operator) {
        add(operator, last);
        return add(new BatchNorm(operator.output(), 1e-5), last);
    }

    private UnitShapes add(Operator operator, String... inputs) {
        last = operator.type() + nodes.size();
        nodes.add(new Node(last, operator, List.of(inputs)));
        return this;
    }

    private Case of(String name) {
        return Case.seeded(name, TYPE, new Network(name, List.of(input), nodes, Optional.empty()), 31);
    }
}
