package riffle.operator;

/**
 * What an operator costs in theory.
 *
 * @param macs multiply-adds (the papers' "FLOPs")
 * @param bytesRead compulsory bytes read: every input and parameter once, float32
 * @param bytesWritten compulsory bytes written: every output once, float32
 */
public record Cost(long macs, long bytesRead, long bytesWritten) {

    /** Nothing at all, the neutral element of {@link #plus}. */
    public static final Cost NONE = new Cost(0, 0, 0);

    /** Floating-point operations: two per multiply-add. */
    public long flops() {
        return 2 * macs;
    }

    /** Compulsory bytes, read and written. */
    public long bytes() {
        return bytesRead + bytesWritten;
    }

    /** Compulsory arithmetic intensity, FLOP per byte. */
    public double intensity() {
        return (double) flops() / bytes();
    }

    /** The cost of both, each moving its own bytes. */
    public Cost plus(Cost other) {
        return new Cost(macs + other.macs, bytesRead + other.bytesRead, bytesWritten + other.bytesWritten);
    }
}
