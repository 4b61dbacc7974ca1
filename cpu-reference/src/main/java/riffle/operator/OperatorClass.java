package riffle.operator;

/** The classes of operators that reports group by. */
public final class OperatorClass {

    /** The class of a depthwise convolution in one launch with the pointwise convolutions before and behind it. */
    public static final String MERGED_UNIT = "merged unit";

    /** The class of a depthwise convolution in one launch with the pointwise convolution behind it. */
    public static final String DEPTHWISE_POINTWISE = "depthwise + pointwise";

    private OperatorClass() {}

    /** The class of an operator: {@code dense conv}, {@code group pointwise}, {@code depthwise}, ... */
    public static String of(Operator operator) {
        return switch (operator) {
            case Conv2d op -> op.groups() == 1 ? "dense conv" : "group conv";
            case PointwiseConv op -> op.groups() == 1 ? "pointwise" : "group pointwise";
            case DepthwiseConv op -> "depthwise";
            case ChannelShuffle op -> "shuffle";
            case BatchNorm op -> "batch norm";
            case Relu op -> "relu";
            case AddRelu op -> "add";
            case Concat op -> "concat";
            case AvgPool op -> "pooling";
            case MaxPool op -> "pooling";
            case GlobalAvgPool op -> "pooling";
            case FullyConnected op -> "fully connected";
            case LocalResponseNorm op -> "response norm";
            case Softmax op -> "softmax";
        };
    }
}
