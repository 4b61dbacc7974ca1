package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Pooling whose window only a {@link Frame} describes, or whose mean leaves the padding out. The last windows may reach
 * beyond the padding (rounding up): what lies there never counts. Source: ONNX, MaxPool and AveragePool.
 *
 * @param input input shape, N x C x H x W
 * @param frame window, steps and padding
 * @param outHeight window positions down
 * @param outWidth window positions to the right
 * @param kind what is made of a window
 */
public record GeneralPool(Shape input, Frame frame, int outHeight, int outWidth, Kind kind) implements Operator {

    /** Each is looked at: whether its window holds input. */
    private static final int MOST_POSITIONS = 1 << 22;

    /** What is made of a window. */
    public enum Kind {
        /** The largest of the input's elements. */
        MAX,
        /** The mean of the input's elements; padding does not count. */
        MEAN,
        /** The mean of the input's elements and of the padding, as zeros. */
        MEAN_WITH_PADDING
    }

    /**
     * @throws IllegalArgumentException if a window holds no element of the input, the window exceeds the padded input,
     *     or a whole window is left out
     */
    public GeneralPool {
        frame.check("general_pool", input);
        Rule.positive("general_pool", "output height", outHeight);
        Rule.positive("general_pool", "output width", outWidth);
        Shape unused = Rule.shape("general_pool", input.n(), input.c(), outHeight, outWidth);
        Rule.require(
                Math.max(outHeight, outWidth) <= MOST_POSITIONS,
                "general_pool",
                "output is " + outHeight + "x" + outWidth + ", must be at most " + MOST_POSITIONS + " either way");
        requireWhole("height", outHeight, frame.rows(input));
        requireWhole("width", outWidth, frame.columns(input));
        for (int y = 0; y < outHeight; y++) {
            long first = (long) y * frame.strideHeight() - frame.top();
            requireInput("row", y, first, frame.kernelHeight(), frame.dilationHeight(), input.h());
        }
        for (int x = 0; x < outWidth; x++) {
            long first = (long) x * frame.strideWidth() - frame.left();
            requireInput("column", x, first, frame.kernelWidth(), frame.dilationWidth(), input.w());
        }
    }

    @Override
    public String type() {
        return "general_pool";
    }

    @Override
    public String operatorClass() {
        return "pooling";
    }

    @Override
    public Rounding rounding() {
        return kind == Kind.MAX ? Rounding.MOVED : Rounding.ELEMENTWISE;
    }

    @Override
    public double meanSquare(List<Double> in) {
        return kind == Kind.MAX ? MaxPool.MEAN_SQUARE_GAIN * in.get(0) : in.get(0);
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return new Shape(input.n(), input.c(), outHeight, outWidth);
    }

    private static void requireWhole(String what, int positions, long whole) {
        Rule.require(
                positions >= whole,
                "general_pool",
                "output " + what + " is " + positions + ", must be at least that of the whole windows, " + whole);
    }

    private static void requireInput(String what, int position, long first, int kernel, int dilation, int extent) {
        long tap = first >= 0 ? 0 : Math.ceilDiv(-first, (long) dilation); // the first that is not before the input
        boolean any = tap < kernel && first + tap * dilation < extent;
        Rule.require(any, "general_pool", "the windows of output " + what + " " + position + " hold no input");
    }
}
