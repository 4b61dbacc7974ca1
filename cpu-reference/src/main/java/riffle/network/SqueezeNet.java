package riffle.network;

import java.util.Optional;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * SqueezeNet 1.1 (Iandola et al. 2016, with the smaller first convolution and earlier pools of its authors' release),
 * as torchvision builds it. Nodes have the names that their modules have there. Pool sizes round up.
 */
final class SqueezeNet {

    private static final Window WINDOW = Window.square(3, 2, 0);
    private static final int FIRST_CHANNELS = 64;

    /** The smallest side whose three pools all find a whole window. */
    private static final int LEAST_SIDE = 25;

    /**
     * A fire module (Iandola et al. 2016, Fig. 1).
     *
     * @param squeezed s1x1; e1x1 and e3x3 are four times as many
     */
    private record Fire(int squeezed) implements Part {

        private static final int EXPANSION = 4;

        @Override
        public String addTo(NetworkBuilder builder, String prefix, String input) {
            Operator squeeze = new PointwiseConv(builder.shape(input), squeezed, 1, true);
            String narrow = addRectified(builder, prefix + "squeeze", squeeze, input);
            Shape in = builder.shape(narrow);
            int channels = EXPANSION * squeezed;
            String small =
                    addRectified(builder, prefix + "expand1x1", new PointwiseConv(in, channels, 1, true), narrow);
            Operator conv3x3 = new Conv2d(in, channels, Window.square(3, 1, 1), 1, true);
            String large = addRectified(builder, prefix + "expand3x3", conv3x3, narrow);
            return builder.add(prefix + "concat", new Concat(builder.shape(small), builder.shape(large)), small, large);
        }

        private static String addRectified(NetworkBuilder builder, String name, Operator convolution, String input) {
            builder.add(name, convolution, input);
            return builder.add(name + "_activation", new Relu(convolution.output()), name);
        }
    }

    private SqueezeNet() {}

    static Network build(NetworkSpec spec) {
        if (Math.min(spec.height(), spec.width()) < LEAST_SIDE) {
            throw new IllegalArgumentException(
                    "size is " + spec.size() + ", SqueezeNet's pools need at least " + LEAST_SIDE + "x" + LEAST_SIDE);
        }
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        Sequence features = new Sequence(builder, "features.", Network.INPUT)
                .add(in -> new Conv2d(in, FIRST_CHANNELS, WINDOW, 1, true))
                .add(Relu::new)
                .add(SqueezeNet::pool)
                .addPart(new Fire(16))
                .addPart(new Fire(16))
                .add(SqueezeNet::pool)
                .addPart(new Fire(32))
                .addPart(new Fire(32))
                .add(SqueezeNet::pool)
                .addPart(new Fire(48))
                .addPart(new Fire(48))
                .addPart(new Fire(64))
                .addPart(new Fire(64));
        Operator classes = new PointwiseConv(builder.shape(features.last()), spec.classes(), 1, true);
        builder.add("classifier.1", classes, features.last());
        builder.add("classifier.2", new Relu(classes.output()), "classifier.1");
        builder.add("classifier.3", new GlobalAvgPool(classes.output()), "classifier.2");
        return builder.build(spec.title(), Optional.empty());
    }

    private static Operator pool(Shape in) {
        return new MaxPool(in, WINDOW, true);
    }
}
