package riffle.bundle;

/**
 * What a source of TornadoVM's needs before it.
 *
 * <ul>
 *   <li>Products and sums of vectors as fused multiply-adds. TornadoVM fuses scalars itself, and writes a product of vectors and
 *       the sum that it goes into as two statements; Clang, which most OpenCL compilers are made of, fuses these only if asked
 *       to, and no option of OpenCL asks: docs/decisions/0022-fused-multiply-adds.md.
 *   <li>Java's maximum, which is NaN where either operand is. TornadoVM writes {@code fmax}, which takes the other operand then:
 *       docs/decisions/0028-nan-and-infinity.md.
 * </ul>
 */
public final class Prelude {

    /** The first lines of a source. Compilers that are not Clang ignore the pragma. */
    static final String SOURCE = """
            #pragma clang fp contract(fast)
            #undef fmax
            #define fmax(a, b) (((b) != (b)) | ((a) < (b)) ? (b) : (a))
            """;

    /**
     * The same as options, for whoever cannot reach the source, as TornadoVM's users cannot. Without spaces and quotes, which
     * PoCL does not take. PoCL's own headers make {@code _cl_fmax} of {@code fmax}; what that becomes is defined before the
     * kernel. Not for other drivers: these may refuse a macro of the name {@code __kernel}.
     */
    public static final String POCL_OPTIONS = String.join(
            " ",
            "-D_cl_fmax=riffle_max",
            "-DRIFFLE_MAX=float/**/__attribute__((overloadable,always_inline))riffle_max(float/**/a,float/**/b)"
                    + "{return(b!=b)|(a<b)?b:a;}",
            "-DRIFFLE(pragma)=_Pragma(#pragma)RIFFLE_MAX/**/kernel",
            "-D__kernel=RIFFLE(clang/**/fp/**/contract(fast))");

    private Prelude() {}
}
