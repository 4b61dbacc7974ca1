package riffle.network;

import java.util.Optional;
import riffle.operator.Conv2d;
import riffle.operator.FullyConnected;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * AlexNet (Krizhevsky et al. 2012) in Caffe's form: normalisation before pooling, two groups in conv2, conv4 and conv5,
 * pool sizes rounded up. Inputs of 224 and 227 both end in a 6x6 map and take the same weights.
 */
final class AlexNet {

    private static final int LAST_MAP = 6;
    private static final int FEATURES = 4096;

    /** The smallest side whose three pools all find a whole window. */
    private static final int LEAST_SIDE = 55;

    private static final Window POOL = Window.square(3, 2, 0);

    private AlexNet() {}

    static Network build(NetworkSpec spec) {
        if (Math.min(spec.height(), spec.width()) < LEAST_SIDE) {
            throw new IllegalArgumentException(
                    "size is " + spec.size() + ", AlexNet's pools need at least " + LEAST_SIDE + "x" + LEAST_SIDE);
        }
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        String last = addConvolution(builder, 1, Network.INPUT, 96, Window.square(11, 4, 0), 1);
        last = addPool(builder, 1, addNorm(builder, 1, last));
        last = addConvolution(builder, 2, last, 256, Window.square(5, 1, 2), 2);
        last = addPool(builder, 2, addNorm(builder, 2, last));
        last = addConvolution(builder, 3, last, 384, Window.square(3, 1, 1), 1);
        last = addConvolution(builder, 4, last, 384, Window.square(3, 1, 1), 2);
        last = addConvolution(builder, 5, last, 256, Window.square(3, 1, 1), 2);
        last = addPool(builder, 5, last);

        Shape map = builder.shape(last);
        if (spec.architecture() == Architecture.ALEXNET_CONVOLUTIONS) {
            return builder.build(spec.title(), Optional.of("Ends after the last pool: no fully connected layers."));
        }
        if (map.h() != LAST_MAP || map.w() != LAST_MAP) {
            return builder.build(
                    spec.title() + " (convolutions only)",
                    Optional.of("At " + spec.size() + " AlexNet's last map is " + map.h() + "x"
                            + map.w() + ", and its fully connected layers take 6x6: it runs its convolutions only, and"
                            + " its multiply-adds count the same part."));
        }
        last = addFullyConnected(builder, 6, last, FEATURES);
        last = addFullyConnected(builder, 7, last, FEATURES);
        builder.add("fc8", new FullyConnected(builder.shape(last), spec.classes(), true), last);
        return builder.build(spec.title(), Optional.empty());
    }

    private static String addConvolution(
            NetworkBuilder builder, int number, String input, int channels, Window window, int groups) {
        Shape in = builder.shape(input);
        String conv = builder.add("conv" + number, new Conv2d(in, channels, window, groups, true), input);
        return builder.add("relu" + number, new Relu(builder.shape(conv)), conv);
    }

    private static String addNorm(NetworkBuilder builder, int number, String input) {
        return builder.add("norm" + number, new LocalResponseNorm(builder.shape(input), 5, 1e-4, 0.75, 1), input);
    }

    private static String addPool(NetworkBuilder builder, int number, String input) {
        return builder.add("pool" + number, new MaxPool(builder.shape(input), POOL, true), input);
    }

    private static String addFullyConnected(NetworkBuilder builder, int number, String input, int features) {
        String fc = builder.add("fc" + number, new FullyConnected(builder.shape(input), features, true), input);
        return builder.add("relu" + number, new Relu(builder.shape(fc)), fc);
    }
}
