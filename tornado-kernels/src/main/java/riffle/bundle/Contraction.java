package riffle.bundle;

/**
 * Products and sums of vectors as fused multiply-adds. TornadoVM fuses scalars itself, and writes a product of vectors and the
 * sum that it goes into as two statements; Clang, which most OpenCL compilers are made of, fuses these only if asked to, and
 * no option of OpenCL asks: docs/decisions/0022-fused-multiply-adds.md.
 */
public final class Contraction {

    /** The first line of a source. Compilers that are not Clang ignore it. */
    static final String PRAGMA = "#pragma clang fp contract(fast)";

    /**
     * The same as options, for whoever cannot reach the source, as TornadoVM's users cannot. Without spaces and quotes, which
     * PoCL does not take. Not for other drivers: these may refuse a macro of this name.
     */
    public static final String POCL_OPTIONS =
            "-DRIFFLE(pragma)=_Pragma(#pragma)kernel -D__kernel=RIFFLE(clang/**/fp/**/contract(fast))";

    private Contraction() {}
}
