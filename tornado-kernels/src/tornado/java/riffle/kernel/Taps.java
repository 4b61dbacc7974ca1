package riffle.kernel;

/** Which elements of a window lie in the input, along one axis; elements are {@code start + i dilation}, i from 0. */
public final class Taps {

    private Taps() {}

    /** The first that is not before the input. */
    public static int first(int start, int dilation) {
        return (Math.max(-start, 0) + dilation - 1) / dilation;
    }

    /** The one behind the last that is not behind the input, or behind the last of all; at most 0 if there is none. */
    public static int end(int start, int dilation, int taps, int extent) {
        return Math.min((extent - start + dilation - 1) / dilation, taps);
    }
}
