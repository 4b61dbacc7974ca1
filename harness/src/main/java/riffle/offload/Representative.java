package riffle.offload;

import riffle.operator.AddRelu;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;

/** One operator for each class, with the channels that it has in ShuffleNet 1x (g = 3), or else in AlexNet. */
public enum Representative {
    DENSE_CONV("3x3, 60 to 60 channels"),
    GROUP_CONV("3x3, 96 to 96 channels, g = 2"),
    POINTWISE("240 to 60 channels"),
    GROUP_POINTWISE("240 to 60 channels, g = 3"),
    DEPTHWISE("3x3, 60 channels"),
    SHUFFLE("60 channels, g = 3"),
    BATCH_NORM("60 channels"),
    RELU("240 channels"),
    ADD("240 channels, with ReLU"),
    CONCAT("24 and 216 channels"),
    POOLING("max, 3x3, stride 2, 24 channels"),
    RESPONSE_NORM("96 channels, size 5"),
    FULLY_CONNECTED("960 to 1000"),
    SOFTMAX("1000 classes");

    private final String form;

    Representative(String form) {
        this.form = form;
    }

    /** Class and form: {@code depthwise, 3x3, 60 channels}. */
    public String title() {
        return operatorClass() + ", " + form;
    }

    /** What reports group by. */
    public String operatorClass() {
        return at(1, 1).operatorClass();
    }

    /** Whether it works on vectors, so that only the batch can grow. */
    public boolean takesVectors() {
        return this == FULLY_CONNECTED || this == SOFTMAX;
    }

    /**
     * The operator for a batch of square maps.
     *
     * @param side rows and columns; 1 where it takes vectors
     */
    public Operator at(int batch, int side) {
        Window three = Window.square(3, 1, 1);
        return switch (this) {
            case DENSE_CONV -> new Conv2d(map(batch, 60, side), 60, three, 1, true);
            case GROUP_CONV -> new Conv2d(map(batch, 96, side), 96, three, 2, true);
            case POINTWISE -> new PointwiseConv(map(batch, 240, side), 60, 1, true);
            case GROUP_POINTWISE -> new PointwiseConv(map(batch, 240, side), 60, 3, true);
            case DEPTHWISE -> new DepthwiseConv(map(batch, 60, side), three, true);
            case SHUFFLE -> new ChannelShuffle(map(batch, 60, side), 3);
            case BATCH_NORM -> new BatchNorm(map(batch, 60, side), BatchNorm.DEFAULT_EPSILON);
            case RELU -> new Relu(map(batch, 240, side));
            case ADD -> new AddRelu(map(batch, 240, side));
            case CONCAT -> new Concat(map(batch, 24, side), map(batch, 216, side));
            case POOLING -> new MaxPool(map(batch, 24, side), Window.square(3, 2, 1), false);
            case RESPONSE_NORM -> new LocalResponseNorm(map(batch, 96, side), 5, 1e-4, 0.75, 1);
            case FULLY_CONNECTED -> new FullyConnected(map(batch, 960, side), 1000, true);
            case SOFTMAX -> new Softmax(map(batch, 1000, side), false);
        };
    }

    private static Shape map(int batch, int channels, int side) {
        return new Shape(batch, channels, side, side);
    }
}
