/**
 * The kernels: static Java methods that TornadoVM compiles to OpenCL, one file per operator, in a room for each kind.
 * Tensors are dense NCHW float32; a destination may have a zero border around each plane, so that the windowed kernel
 * that reads it never tests for edges.
 *
 * <p>A kernel reads its shape from an IntArray, each entry into a variable of its name: one compilation serves all
 * shapes. {@link riffle.plan.family.Kernel} names the entries of that array, in order. Kernels that differ in a
 * constant, such as a stride or the part of the work that they do ({@link riffle.kernel.Part}), share a body, which
 * takes it as a parameter: TornadoVM inlines the call and drops the branches not taken.
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
