package riffle.flat;

/**
 * A kernel of a flat bundle.
 *
 * @param method name of its function
 * @param source OpenCL C, with the lines that it needs before it: ready for the compiler
 * @param javaHash SHA-256 of the Java that it was compiled from, in hexadecimal
 * @param entries entries of its shape array; 0 if it takes none
 * @param buffers its buffers, the last of which it writes
 */
public record FlatKernel(String method, String source, String javaHash, int entries, int buffers) {}
