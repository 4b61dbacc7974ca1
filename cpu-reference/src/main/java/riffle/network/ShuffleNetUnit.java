package riffle.network;

import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * ShuffleNet's building block (paper, Fig. 2b at stride 1 and Fig. 2c at stride 2).
 *
 * @param outChannels channels of the unit's output, a multiple of 4; the bottleneck has a quarter of them
 * @param stride 1 (shortcut added) or 2 (shortcut pooled and concatenated before the branch)
 * @param groups groups of the second 1x1 convolution and of the channel shuffle
 * @param firstGroups groups of the first 1x1 convolution
 */
record ShuffleNetUnit(int outChannels, int stride, int groups, int firstGroups) {

    private static final int BOTTLENECK_RATIO = 4;

    ShuffleNetUnit {
        if (stride != 1 && stride != 2) {
            throw new IllegalArgumentException("shufflenet_unit: stride is " + stride + ", must be 1 or 2");
        }
        if (outChannels < BOTTLENECK_RATIO || outChannels % BOTTLENECK_RATIO != 0) {
            throw new IllegalArgumentException("shufflenet_unit: output channels is " + outChannels
                    + ", must be a positive multiple of " + BOTTLENECK_RATIO);
        }
    }

    /** Appends the unit's operators, their names behind a prefix, and returns the name of the last. */
    String addTo(NetworkBuilder builder, String prefix, String input) {
        Shape in = builder.shape(input);
        String branch = addBranch(builder, prefix, input, branchChannels(in));
        if (stride == 1) {
            return builder.add(prefix + "add", new AddRelu(in), input, branch);
        }
        String shortcut = builder.add(prefix + "shortcut", new AvgPool(in, Window.square(3, 2, 1)), input);
        Concat concat = new Concat(builder.shape(shortcut), builder.shape(branch));
        builder.add(prefix + "concat", concat, shortcut, branch);
        return builder.add(prefix + "relu", new Relu(concat.output()), prefix + "concat");
    }

    private String addBranch(NetworkBuilder builder, String prefix, String input, int branchChannels) {
        PointwiseConv conv1 =
                new PointwiseConv(builder.shape(input), outChannels / BOTTLENECK_RATIO, firstGroups, false);
        builder.add(prefix + "conv1", conv1, input);
        builder.add(prefix + "bn1", norm(conv1.output()), prefix + "conv1");
        builder.add(prefix + "relu1", new Relu(conv1.output()), prefix + "bn1");
        builder.add(prefix + "shuffle", new ChannelShuffle(conv1.output(), groups), prefix + "relu1");
        DepthwiseConv dwconv = new DepthwiseConv(conv1.output(), Window.square(3, stride, 1), false);
        builder.add(prefix + "dwconv", dwconv, prefix + "shuffle");
        builder.add(prefix + "bn2", norm(dwconv.output()), prefix + "dwconv");
        PointwiseConv conv3 = new PointwiseConv(dwconv.output(), branchChannels, groups, false);
        builder.add(prefix + "conv3", conv3, prefix + "bn2");
        return builder.add(prefix + "bn3", norm(conv3.output()), prefix + "conv3");
    }

    /** What the branch must give so that, with the shortcut, the unit has its output channels. */
    private int branchChannels(Shape in) {
        if (stride == 1 && outChannels != in.c()) {
            throw new IllegalArgumentException("shufflenet_unit: output channels is " + outChannels
                    + ", must equal the input's at stride 1, " + in.c());
        }
        if (stride == 2 && outChannels <= in.c()) {
            throw new IllegalArgumentException("shufflenet_unit: output channels is " + outChannels
                    + ", must exceed the input's at stride 2, " + in.c());
        }
        return stride == 1 ? outChannels : outChannels - in.c();
    }

    private static BatchNorm norm(Shape input) {
        return new BatchNorm(input, BatchNorm.DEFAULT_EPSILON);
    }
}
