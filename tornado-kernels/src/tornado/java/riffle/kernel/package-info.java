/**
 * The kernels: static Java methods that TornadoVM compiles to OpenCL, one file per operator, in a room for each kind.
 * Tensors are dense NCHW float32; a destination may have a zero border around each plane, so that the windowed kernel
 * that reads it never tests for edges.
 *
 * <p>Each kernel is a body with its shape as parameters and a method that reads the shape from an IntArray and calls
 * it: one compilation serves all shapes. {@link riffle.plan.family.Kernel} names the entries of that array, in order.
 *
 * <p>Most kernels compute eight or sixteen neighbouring elements of a row or plane at a time
 * ({@link riffle.kernel.vector}). Reads of the last block may run over the end of a plane, never over the end of a
 * buffer: plans make buffers as much longer as their readers need. Stores are exact.
 *
 * <p>What TornadoVM 5.2 asks of this code: one condition per if, each global id read once, no compound conditions, no
 * break or continue in loops, all eight values in a Float8's constructor, vectors multiplied by vectors only, lanes by
 * {@code get(k)}, no choice between floats among a call's arguments.
 */
package riffle.kernel;
