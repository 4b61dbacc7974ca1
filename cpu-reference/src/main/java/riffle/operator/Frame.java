package riffle.operator;

import riffle.tensor.Shape;

/**
 * A sliding window that differs between rows and columns, or from one side to the other: what {@link Window} cannot
 * say. Source: ONNX, Conv and MaxPool.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param strideHeight step down
 * @param strideWidth step to the right
 * @param dilationHeight rows from one element of the window to the next
 * @param dilationWidth columns from one element of the window to the next
 * @param top padding above
 * @param left padding at the left
 * @param bottom padding below
 * @param right padding at the right
 */
public record Frame(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int dilationHeight,
        int dilationWidth,
        int top,
        int left,
        int bottom,
        int right) {

    /** Rows from the first to the last of the window. */
    public long reachDown() {
        return (kernelHeight - 1L) * dilationHeight + 1;
    }

    /** Columns from the first to the last of the window. */
    public long reachRight() {
        return (kernelWidth - 1L) * dilationWidth + 1;
    }

    /** Window positions down and to the right, rounded down. */
    Shape slide(String type, Shape input, int outChannels) {
        check(type, input);
        return Rule.shape(type, input.n(), outChannels, Math.toIntExact(rows(input)), Math.toIntExact(columns(input)));
    }

    /** Positions down whose whole window lies in the padded input. */
    long rows(Shape input) {
        return (height(input) - reachDown()) / strideHeight + 1;
    }

    /** Positions to the right whose whole window lies in the padded input. */
    long columns(Shape input) {
        return (width(input) - reachRight()) / strideWidth + 1;
    }

    void check(String type, Shape input) {
        Rule.positive(type, "kernel height", kernelHeight);
        Rule.positive(type, "kernel width", kernelWidth);
        Rule.positive(type, "stride down", strideHeight);
        Rule.positive(type, "stride to the right", strideWidth);
        Rule.positive(type, "dilation down", dilationHeight);
        Rule.positive(type, "dilation to the right", dilationWidth);
        Rule.require(
                top >= 0 && left >= 0 && bottom >= 0 && right >= 0,
                type,
                "padding is " + top + ", " + left + ", " + bottom + ", " + right + ", must be at least 0");
        Rule.require(
                height(input) <= Integer.MAX_VALUE && width(input) <= Integer.MAX_VALUE,
                type,
                "the padded input overflows");
        Rule.require(
                reachDown() <= height(input) && reachRight() <= width(input),
                type,
                "a window of " + reachDown() + "x" + reachRight() + " is larger than the padded input " + height(input)
                        + "x" + width(input));
    }

    long height(Shape input) {
        return (long) top + input.h() + bottom;
    }

    long width(Shape input) {
        return (long) left + input.w() + right;
    }
}
