package riffle.measure;

import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;

/** The classes of operators that reports group by. */
final class OperatorClass {

    private OperatorClass() {}

    static String of(Operator operator) {
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
