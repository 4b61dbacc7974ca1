package riffle.replay;

/**
 * What a source of TornadoVM's needs before it.
 *
 * <ul>
 *   <li>Products and sums of vectors as fused multiply-adds. TornadoVM fuses scalars itself, and writes a product of
 *       vectors and the sum that it goes into as two statements; Clang, which most OpenCL compilers are made of, fuses
 *       these only if asked to, and no option of OpenCL asks: docs/decisions/0022-fused-multiply-adds.md.
 *   <li>Java's maximum, which is NaN where either operand is. TornadoVM writes {@code fmax}, which takes the other
 *       operand then: docs/decisions/0028-nan-and-infinity.md.
 *   <li>A minimum of which kernels know that the second operand is 0 or infinity: the first operand, NaN or not, if
 *       that is infinity, else 0. What {@code fmin} makes of NaN differs between drivers.
 * </ul>
 */
public final class Prelude {

    /** The first lines of a source. Compilers that are not Clang ignore the pragma. */
    public static final String SOURCE = """
            #pragma clang fp contract(fast)
            #undef fmax
            #define fmax(a, b) (((b) != (b)) | ((a) < (b)) ? (b) : (a))
            #undef fmin
            #define fmin(a, b) ((b) > 0 ? (a) : (b))
            """;

    /**
     * The same as options, for whoever cannot reach the source, as TornadoVM's users cannot. Without spaces and quotes,
     * which PoCL does not take. PoCL's own headers make {@code _cl_fmax} of {@code fmax}; what such names become is
     * defined before the kernel. Not for other drivers: these may refuse a macro of the name {@code __kernel}.
     */
    public static final String POCL_OPTIONS = String.join(
            " ",
            "-D_cl_fmax=riffle_max",
            "-D_cl_fmin=riffle_min",
            "-DRIFFLE_MAX=float/**/__attribute__((overloadable,always_inline))riffle_max(float/**/a,float/**/b)"
                    + "{return(b!=b)|(a<b)?b:a;}",
            "-DRIFFLE_MIN=float/**/__attribute__((overloadable,always_inline))riffle_min(float/**/a,float/**/b)"
                    + "{return(b>0)?a:b;}",
            "-DRIFFLE(pragma)=_Pragma(#pragma)RIFFLE_MAX/**/RIFFLE_MIN/**/kernel",
            "-D__kernel=RIFFLE(clang/**/fp/**/contract(fast))");

    private Prelude() {}
}
