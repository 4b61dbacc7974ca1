package riffle.network;

import riffle.network.ShuffleNetStructure.Departure;
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
 * @param structure where the unit departs from the paper's
 */
record ShuffleNetUnit(int outChannels, int stride, int groups, int firstGroups, ShuffleNetStructure structure) {

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
        boolean branchFirst = structure.has(Departure.BRANCH_BEFORE_SHORTCUT);
        String first = branchFirst ? branch : shortcut;
        String second = branchFirst ? shortcut : branch;
        Concat concat = new Concat(builder.shape(first), builder.shape(second));
        builder.add(prefix + "concat", concat, first, second);
        return builder.add(prefix + "relu", new Relu(concat.output()), prefix + "concat");
    }

    private String addBranch(NetworkBuilder builder, String prefix, String input, int branchChannels) {
        boolean bias = structure.has(Departure.CONVOLUTION_BIAS);
        PointwiseConv conv1 = new PointwiseConv(builder.shape(input), bottleneck(branchChannels), firstGroups, bias);
        builder.add(prefix + "conv1", conv1, input);
        builder.add(prefix + "bn1", norm(conv1.output()), prefix + "conv1");
        String last = builder.add(prefix + "relu1", new Relu(conv1.output()), prefix + "bn1");
        ChannelShuffle shuffle = new ChannelShuffle(conv1.output(), groups);
        boolean late = structure.has(Departure.INVERSE_SHUFFLE_AFTER_DEPTHWISE);
        if (!late && !(isNetworksFirst() && structure.has(Departure.FIRST_UNIT_UNSHUFFLED))) {
            last = builder.add(prefix + "shuffle", shuffle, last);
        }
        DepthwiseConv dwconv = new DepthwiseConv(conv1.output(), Window.square(3, stride, 1), bias);
        builder.add(prefix + "dwconv", dwconv, last);
        last = builder.add(prefix + "bn2", norm(dwconv.output()), prefix + "dwconv");
        if (structure.has(Departure.RELU_AFTER_DEPTHWISE)) {
            last = builder.add(prefix + "relu2", new Relu(dwconv.output()), last);
        }
        if (late) {
            ChannelShuffle inverse = new ChannelShuffle(dwconv.output(), groups).inverse();
            last = builder.add(prefix + "shuffle", inverse, last);
        }
        PointwiseConv conv3 = new PointwiseConv(dwconv.output(), branchChannels, groups, bias);
        builder.add(prefix + "conv3", conv3, last);
        return builder.add(prefix + "bn3", norm(conv3.output()), prefix + "conv3");
    }

    private int bottleneck(int branchChannels) {
        if (!structure.has(Departure.BOTTLENECK_OF_BRANCH)) {
            return outChannels / BOTTLENECK_RATIO;
        }
        int channels = branchChannels / BOTTLENECK_RATIO;
        if (channels == 0 || channels % groups != 0) {
            throw new IllegalArgumentException(structure.label() + ": a branch of " + branchChannels
                    + " channels makes a bottleneck of " + channels + ", which does not divide into " + groups
                    + " groups");
        }
        return channels;
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

    /**
     * The first unit is the one whose first convolution is dense. With one group all are, and no shuffle does anything.
     */
    private boolean isNetworksFirst() {
        return stride == 2 && firstGroups == 1;
    }

    private static BatchNorm norm(Shape input) {
        return new BatchNorm(input, BatchNorm.DEFAULT_EPSILON);
    }
}
