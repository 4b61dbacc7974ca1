package riffle.operator;

import riffle.tensor.Shape;

/** What the two windowed pools have in common. */
final class Pools {

    private Pools() {}

    static void check(String type, Shape input, Window window) {
        Shape unused = window.slide(type, input, input.c());
        Rule.require(
                2 * window.padding() <= Math.min(window.kernelHeight(), window.kernelWidth()),
                type,
                "padding is " + window.padding() + ", must be at most half the kernel " + window.kernelHeight() + "x"
                        + window.kernelWidth());
    }
}
