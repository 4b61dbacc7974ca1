package riffle.plan.step;

/** Arithmetic of indices that fails where a kernel's would overflow. */
public final class Exact {

    private Exact() {}

    /**
     * The product.
     *
     * @throws ArithmeticException if it does not fit an int
     */
    public static int times(int... factors) {
        int product = 1;
        for (int factor : factors) {
            product = Math.multiplyExact(product, factor);
        }
        return product;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if it does not fit an int
     */
    public static int plus(int... terms) {
        int sum = 0;
        for (int term : terms) {
            sum = Math.addExact(sum, term);
        }
        return sum;
    }

    /**
     * The difference.
     *
     * @throws ArithmeticException if it does not fit an int
     */
    public static int minus(int from, int taken) {
        return Math.subtractExact(from, taken);
    }

    /**
     * Checks a shape.
     *
     * @throws IllegalArgumentException with this problem if it does not hold
     */
    public static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }
}
