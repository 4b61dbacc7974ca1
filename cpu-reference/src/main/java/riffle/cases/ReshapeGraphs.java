package riffle.cases;

import java.util.List;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.operator.AddRelu;
import riffle.operator.BatchNorm;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Frame;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralPool;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.operator.Softmax;
import riffle.operator.Transpose;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** Graphs in which one value's memory is read as two shapes, and what reads it otherwise could go wrong. */
final class ReshapeGraphs {

    private static final Shape IN = new Shape(2, 6, 5, 7);
    private static final Shape TURNED = new Shape(2, 6, 7, 5);
    private static final Shape FLAT = Shape.vector(2, 210);
    private static final Window SAME = Window.square(3, 1, 1);
    private static final Operator CONV = new PointwiseConv(IN, 6, 2, true);
    private static final Operator POOL =
            new GeneralPool(new Shape(2, 6, 8, 8), new Frame(2, 3, 1, 2, 1, 1, 0, 1, 1, 0), 8, 4, GeneralPool.Kind.MAX);

    private ReshapeGraphs() {}

    static Stream<Case> all() {
        return Stream.of(
                        graph("a reshape before a fully connected layer")
                                .add("conv", CONV, Network.INPUT)
                                .add("flat", new Reshape(IN, FLAT), "conv")
                                .add("fc", new FullyConnected(FLAT, 9, true), "flat"),
                        graph("a reshape between a convolution and its rectifier")
                                .add("conv", CONV, Network.INPUT)
                                .add("flat", new Reshape(IN, FLAT), "conv")
                                .add("relu", new Relu(FLAT), "flat"),
                        graph("a reshape at the end")
                                .add("conv", CONV, Network.INPUT)
                                .add("flat", new Reshape(IN, FLAT), "conv"),
                        graph("a reshape at the end, of what did not come last")
                                .add("conv", CONV, Network.INPUT)
                                .add("unread", new Relu(IN), "conv")
                                .add("flat", new Reshape(IN, FLAT), "conv"),
                        graph("a reshape of the input")
                                .add("turned", new Reshape(IN, TURNED), Network.INPUT)
                                .add("conv", new DepthwiseConv(TURNED, SAME, true), "turned"),
                        graph("a reshape of the input, which others read")
                                .add("turned", new Reshape(IN, TURNED), Network.INPUT)
                                .add("left", new Conv2d(IN, 6, SAME, 2, true), Network.INPUT)
                                .add("right", new Conv2d(TURNED, 6, Window.square(5, 1, 2), 1, true), "turned")
                                .add("back", new Reshape(TURNED, IN), "right")
                                .add("sum", new AddRelu(IN), "left", "back"),
                        graph("a reshape of the input and nothing else, twice")
                                .add("flat", new Reshape(IN, FLAT), Network.INPUT)
                                .add("turned", new Reshape(FLAT, TURNED), "flat"),
                        graph("a reshape that nobody reads")
                                .add("flat", new Reshape(IN, FLAT), Network.INPUT)
                                .add("conv", CONV, Network.INPUT)
                                .add("turned", new Reshape(IN, TURNED), "conv")
                                .add("relu", new Relu(IN), "conv"),
                        graph("a reshape of what a padded convolution reads")
                                .add("conv", CONV, Network.INPUT)
                                .add("flat", new Reshape(IN, FLAT), "conv")
                                .add("dense", new Conv2d(IN, 5, SAME, 1, true), "conv")
                                .add("fc", new FullyConnected(FLAT, 175, true), "flat")
                                .add("image", new Reshape(Shape.vector(2, 175), IN.withChannels(5)), "fc")
                                .add("sum", new AddRelu(IN.withChannels(5)), "dense", "image"),
                        graph("a reshape of a reshape")
                                .add("conv", CONV, Network.INPUT)
                                .add("flat", new Reshape(IN, FLAT), "conv")
                                .add("turned", new Reshape(FLAT, TURNED), "flat")
                                .add("other", new PointwiseConv(TURNED, 3, 1, true), "turned")
                                .add("end", new Reshape(TURNED.withChannels(3), Shape.vector(2, 105)), "other"),
                        graph("a reshape of a concatenation")
                                .add("left", CONV, Network.INPUT)
                                .add("right", new PointwiseConv(IN, 4, 1, true), Network.INPUT)
                                .add("concat", new Concat(IN, IN.withChannels(4)), "left", "right")
                                .add("flat", new Reshape(IN.withChannels(10), Shape.vector(2, 350)), "concat")
                                .add("softmax", new Softmax(Shape.vector(2, 350), false), "flat"),
                        graph("a transpose of a reshape")
                                .add("conv", CONV, Network.INPUT)
                                .add("bn", new BatchNorm(IN, 1e-5), "conv")
                                .add("turned", new Reshape(IN, TURNED), "bn")
                                .add(
                                        "transpose",
                                        new Transpose(TURNED, IN, List.of(2, 3, 2, 7, 5), List.of(0, 2, 1, 4, 3)),
                                        "turned")
                                .add("sum", new AddRelu(IN), "transpose", "bn"),
                        graph("a pool between padding and a padded convolution")
                                .add(
                                        "pad",
                                        new Pad(
                                                IN,
                                                new Shape(2, 6, 8, 8),
                                                List.of(12, 5, 7),
                                                List.of(0, 1, 0),
                                                List.of(0, 2, 1),
                                                0.5),
                                        Network.INPUT)
                                .add("pool", POOL, "pad")
                                .add("conv", new Conv2d(POOL.output(), 5, SAME, 1, true), "pool"))
                .map(graph -> graph.on(IN));
    }

    private static GraphShapes graph(String name) {
        return new GraphShapes(name);
    }
}
