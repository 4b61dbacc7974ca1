package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Small graphs that branch and join, in the ways in which fusion and borders could go wrong. */
final class GraphShapes {

    private static final String TYPE = "graph";
    private static final Shape INPUT = new Shape(3, 6, 5, 7);
    private static final Window SAME = Window.square(3, 1, 1);

    private final List<Node> nodes = new ArrayList<>();
    private final String name;

    GraphShapes(String name) {
        this.name = name;
    }

    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (int channels : new int[] {1, 5, 6, 8}) {
            cases.add(residual(channels));
        }
        cases.add(twoConvolutionsIntoOneAddition());
        cases.add(shuffleBeforeAddition());
        cases.add(concatenationOfOneValueTwice());
        cases.add(concatenationOfConcatenations());
        cases.add(concatenationOfPoolAndConvolution(Window.square(3, 2, 1)));
        cases.add(concatenationOfPoolAndConvolution(Window.square(2, 1, 0)));
        cases.add(concatenationOfTwoThatNobodyElseReads());
        cases.add(oneValueReadAtTwoPaddings());
        cases.add(normalisationReadByTwo());
        cases.add(stridesBeyondTheWindow());
        cases.addAll(AdditionShapes.all());
        cases.addAll(UnitShapes.all());
        return cases;
    }

    /** One graph of every kind that no other table has. */
    static Stream<Case> representatives() {
        return Stream.of(
                residual(5),
                AdditionShapes.linear(new Shape(3, 5, 5, 7)),
                concatenationOfPoolAndConvolution(Window.square(3, 2, 1)),
                oneValueReadAtTwoPaddings());
    }

    private static Case residual(int channels) {
        Shape shape = new Shape(3, channels, 5, 7);
        return new GraphShapes("residual that is the input, " + channels + " channels")
                .add("conv", new PointwiseConv(shape, channels, 1, true), Network.INPUT)
                .add("bn", new BatchNorm(shape, 1e-5), "conv")
                .add("add", new AddRelu(shape), Network.INPUT, "bn")
                .on(shape);
    }

    private static Case twoConvolutionsIntoOneAddition() {
        return new GraphShapes("two convolutions into one addition")
                .add("left", new PointwiseConv(INPUT, 6, 2, false), Network.INPUT)
                .add("right", new PointwiseConv(INPUT, 6, 3, false), Network.INPUT)
                .add("add", new AddRelu(INPUT), "left", "right")
                .on(INPUT);
    }

    private static Case shuffleBeforeAddition() {
        return new GraphShapes("shuffle before addition")
                .add("conv", new PointwiseConv(INPUT, 6, 2, false), Network.INPUT)
                .add("shuffle", new ChannelShuffle(INPUT, 2), "conv")
                .add("add", new AddRelu(INPUT), "shuffle", Network.INPUT)
                .on(INPUT);
    }

    private static Case concatenationOfOneValueTwice() {
        return new GraphShapes("concatenation of one value twice")
                .add("conv", new PointwiseConv(INPUT, 5, 1, true), Network.INPUT)
                .add("concat", new Concat(INPUT.withChannels(5), INPUT.withChannels(5)), "conv", "conv")
                .on(INPUT);
    }

    private static Case concatenationOfConcatenations() {
        Shape five = INPUT.withChannels(5);
        Shape eleven = INPUT.withChannels(11);
        return new GraphShapes("concatenation of concatenations")
                .add("a", new PointwiseConv(INPUT, 5, 1, true), Network.INPUT)
                .add("b", new DepthwiseConv(INPUT, SAME, true), Network.INPUT)
                .add("inner", new Concat(five, INPUT), "a", "b")
                .add("relu", new Relu(eleven), "inner")
                .add("c", new Conv2d(INPUT, 3, SAME, 3, true), Network.INPUT)
                .add("outer", new Concat(eleven, INPUT.withChannels(3)), "relu", "c")
                .on(INPUT);
    }

    private static Case concatenationOfPoolAndConvolution(Window window) {
        AvgPool pool = new AvgPool(INPUT, window);
        PointwiseConv conv = new PointwiseConv(pool.output(), 7, 1, true);
        Concat concat = new Concat(pool.output(), conv.output());
        return new GraphShapes("concatenation of a pool of " + window.kernelWidth() + " and what reads it")
                .add("pool", pool, Network.INPUT)
                .add("conv", conv, "pool")
                .add("concat", concat, "pool", "conv")
                .add("relu", new Relu(concat.output()), "concat")
                .on(INPUT);
    }

    private static Case concatenationOfTwoThatNobodyElseReads() {
        Window window = Window.square(2, 1, 0);
        AvgPool pool = new AvgPool(INPUT, window);
        Conv2d conv = new Conv2d(INPUT, 7, window, 1, true);
        Concat concat = new Concat(pool.output(), conv.output());
        return new GraphShapes("concatenation of a pool and a convolution beside it")
                .add("pool", pool, Network.INPUT)
                .add("conv", conv, Network.INPUT)
                .add("concat", concat, "pool", "conv")
                .add("relu", new Relu(concat.output()), "concat")
                .on(INPUT);
    }

    private static Case oneValueReadAtTwoPaddings() {
        return new GraphShapes("one value read at two paddings")
                .add("pool", new MaxPool(INPUT, SAME, false), Network.INPUT)
                .add("three", new DepthwiseConv(INPUT, SAME, false), "pool")
                .add("five", new DepthwiseConv(INPUT, Window.square(5, 1, 2), false), "pool")
                .add("add", new AddRelu(INPUT), "three", "five")
                .on(INPUT);
    }

    private static Case normalisationReadByTwo() {
        return new GraphShapes("normalisation read by two")
                .add("conv", new PointwiseConv(INPUT, 6, 1, false), Network.INPUT)
                .add("bn", new BatchNorm(INPUT, 1e-5), "conv")
                .add("relu", new Relu(INPUT), "bn")
                .add("add", new AddRelu(INPUT), "relu", "bn")
                .on(INPUT);
    }

    private static Case stridesBeyondTheWindow() {
        Shape shape = new Shape(1, 2, 40, 90);
        Conv2d conv = new Conv2d(shape, 3, Window.square(3, 9, 0), 1, true);
        return new GraphShapes("strides beyond the window")
                .add("conv", conv, Network.INPUT)
                .add("dw", new DepthwiseConv(conv.output(), new Window(1, 2, 4, 1), true), "conv")
                .on(shape);
    }

    /** Appends an operator. */
    GraphShapes add(String node, Operator operator, String... inputs) {
        nodes.add(new Node(node, operator, List.of(inputs)));
        return this;
    }

    /** The graph as a case. */
    Case on(Shape input) {
        Network network = new Network(name, List.of(input), nodes, Optional.empty());
        return Case.seeded(name, TYPE, network, 21);
    }
}
