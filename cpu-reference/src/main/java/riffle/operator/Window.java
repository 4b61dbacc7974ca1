package riffle.operator;

import riffle.tensor.Shape;

/**
 * The sliding window of convolutions and pools.
 *
 * @param kernelHeight rows of the window
 * @param kernelWidth columns of the window
 * @param stride step in both directions
 * @param padding zeros (for max pooling: nothing) added on each of the four sides
 * @param dilation step from one element of the window to the next, in both directions; 1 where they are neighbours.
 *     Only depthwise convolutions take another
 */
public record Window(int kernelHeight, int kernelWidth, int stride, int padding, int dilation) {

    /** A window of neighbouring elements. */
    public Window(int kernelHeight, int kernelWidth, int stride, int padding) {
        this(kernelHeight, kernelWidth, stride, padding, 1);
    }

    /** A square window. */
    public static Window square(int kernelSize, int stride, int padding) {
        return new Window(kernelSize, kernelSize, stride, padding);
    }

    /** Window positions, rounded down: {@code floor((size + 2 padding - kernel) / stride) + 1}. */
    Shape slide(String type, Shape input, int outChannels) {
        check(type, input);
        return Rule.shape(
                type, input.n(), outChannels, positions(input.h(), kernelHeight), positions(input.w(), kernelWidth));
    }

    /**
     * Window positions, rounded up as Caffe and PyTorch's {@code ceil_mode} do: a last window that begins beyond the
     * input and its leading padding is dropped.
     */
    Shape slideRoundedUp(String type, Shape input, int outChannels) {
        check(type, input);
        return Rule.shape(
                type,
                input.n(),
                outChannels,
                positionsRoundedUp(input.h(), kernelHeight),
                positionsRoundedUp(input.w(), kernelWidth));
    }

    private int positions(int size, int kernel) {
        return (size + 2 * padding - extent(kernel)) / stride + 1;
    }

    /** Rows or columns from the first to the last element of so many. */
    private int extent(int kernel) {
        return (kernel - 1) * dilation + 1;
    }

    private int positionsRoundedUp(int size, int kernel) {
        int positions = Math.ceilDiv(size + 2 * padding - extent(kernel), stride) + 1;
        return (positions - 1L) * stride >= (long) size + padding ? positions - 1 : positions;
    }

    private void check(String type, Shape input) {
        Rule.positive(type, "kernel height", kernelHeight);
        Rule.positive(type, "kernel width", kernelWidth);
        Rule.positive(type, "stride", stride);
        Rule.require(padding >= 0, type, "padding is " + padding + ", must be at least 0");
        Rule.require(
                padding <= (Integer.MAX_VALUE - Math.max(input.h(), input.w())) / 2,
                type,
                "padding is " + padding + ", the padded input overflows");
        Rule.positive(type, "dilation", dilation);
        Rule.require(
                dilation == 1 || type.equals("depthwise_conv"),
                type,
                "dilation is " + dilation + ", must be 1: depthwise convolutions alone take another");
        Rule.require(
                fits(kernelHeight, input.h()) && fits(kernelWidth, input.w()),
                type,
                "kernel " + kernelHeight + "x" + kernelWidth + (dilation == 1 ? "" : " with a dilation of " + dilation)
                        + " is larger than the padded input "
                        + (input.h() + 2 * padding) + "x" + (input.w() + 2 * padding));
    }

    private boolean fits(int kernel, int size) {
        return (kernel - 1L) * dilation + 1 <= size + 2 * padding;
    }

    /** As records say it; a dilation of 1 goes without saying, so that the names of cases last. */
    @Override
    public String toString() {
        return "Window[kernelHeight=" + kernelHeight + ", kernelWidth=" + kernelWidth + ", stride=" + stride
                + ", padding=" + padding + (dilation == 1 ? "" : ", dilation=" + dilation) + "]";
    }
}
