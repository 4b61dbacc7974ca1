package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Shapes for convolutions and pools whose windows differ between rows and columns, or from side to side. */
final class FrameShapes {

    private static final Frame POINT = new Frame(1, 1, 1, 1, 1, 1, 0, 0, 0, 0);

    /** 3x3 at every second pixel, padded below and at the right alone, as TensorFlow does. */
    private static final Frame LOWER = new Frame(3, 3, 2, 2, 1, 1, 0, 0, 1, 1);

    private static final Frame STEPS_AND_DILATIONS = new Frame(3, 2, 1, 2, 2, 3, 1, 2, 0, 3);

    private FrameShapes() {}

    static List<Operator> all() {
        return Stream.concat(convolutions().stream(), pools().stream()).toList();
    }

    /** Each operator, of so many images. */
    static List<Operator> of(int images) {
        Shape in = new Shape(images, 6, 9, 11);
        Frame dilated = new Frame(3, 3, 2, 1, 1, 2, 1, 2, 0, 1);
        Frame uneven = new Frame(3, 2, 2, 1, 1, 1, 1, 1, 0, 0);
        return List.of(
                new GeneralConv(in, 10, dilated, 2, true),
                new GeneralConv(in, 6, LOWER, 6, false),
                new GeneralPool(in, dilated, 4, 10, Kind.MAX),
                new GeneralPool(in, uneven, 4, 11, Kind.MEAN),
                new GeneralPool(in, uneven, 4, 11, Kind.MEAN_WITH_PADDING));
    }

    /** Convolutions whose result is put into rows and columns that no vector fills; a network folds more into them. */
    static List<Operator> foldable() {
        return List.of(
                new GeneralConv(new Shape(3, 6, 9, 11), 12, LOWER, 3, true),
                new GeneralConv(new Shape(2, 12, 7, 9), 12, STEPS_AND_DILATIONS, 12, false));
    }

    private static List<Operator> convolutions() {
        return List.of(
                new GeneralConv(new Shape(1, 1, 1, 1), 1, POINT, 1, true),
                new GeneralConv(new Shape(3, 4, 9, 11), 6, LOWER, 2, true),
                new GeneralConv(new Shape(2, 3, 10, 13), 5, STEPS_AND_DILATIONS, 1, false),
                new GeneralConv(new Shape(2, 6, 9, 7), 6, new Frame(3, 3, 2, 1, 1, 2, 1, 0, 2, 3), 6, true),
                new GeneralConv(new Shape(1, 3, 8, 8), 6, new Frame(2, 4, 1, 1, 1, 1, 0, 1, 1, 2), 3, false),
                new GeneralConv(new Shape(2, 5, 7, 6), 18, new Frame(1, 5, 3, 1, 1, 1, 0, 3, 0, 1), 1, true),
                // windows that hold nothing but padding
                new GeneralConv(new Shape(2, 3, 4, 3), 4, new Frame(2, 2, 2, 1, 1, 3, 5, 4, 2, 7), 1, true),
                // a last step beyond the input, and a window as large as it
                new GeneralConv(new Shape(2, 8, 5, 7), 4, new Frame(5, 7, 4, 9, 1, 1, 0, 0, 0, 0), 4, false),
                new GeneralConv(new Shape(1, 24, 28, 28), 24, LOWER, 24, false));
    }

    private static List<Operator> pools() {
        List<Operator> operators = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            operators.add(new GeneralPool(new Shape(1, 1, 1, 1), POINT, 1, 1, kind));
            operators.add(new GeneralPool(new Shape(3, 5, 9, 11), LOWER, 4, 5, kind));
            operators.add(new GeneralPool(new Shape(2, 3, 9, 11), STEPS_AND_DILATIONS, 6, 7, kind));
            operators.add(new GeneralPool(new Shape(2, 3, 7, 10), new Frame(3, 2, 2, 3, 1, 1, 1, 0, 1, 1), 4, 4, kind));
            // the last windows reach beyond the padding
            operators.add(new GeneralPool(new Shape(2, 3, 6, 8), new Frame(3, 3, 2, 2, 1, 1, 1, 0, 0, 1), 4, 4, kind));
            operators.add(new GeneralPool(new Shape(2, 2, 6, 6), new Frame(3, 3, 2, 2, 1, 1, 1, 1, 1, 1), 4, 4, kind));
            operators.add(new GeneralPool(new Shape(1, 24, 28, 28), LOWER, 14, 14, kind));
        }
        // without dilations, ONNX's means have the same windows
        operators.add(new GeneralPool(new Shape(2, 3, 5, 6), new Frame(4, 3, 1, 2, 1, 1, 3, 2, 3, 1), 8, 4, Kind.MEAN));
        return operators;
    }
}
