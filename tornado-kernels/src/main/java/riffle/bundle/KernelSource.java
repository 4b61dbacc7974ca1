package riffle.bundle;

import riffle.plan.family.Kernel;

/**
 * One captured kernel.
 *
 * @param kernel which kernel, and so its function's name and its arguments in order
 * @param opencl the OpenCL C that TornadoVM generated, declarations in a fixed order, nothing else changed
 * @param javaHash SHA-256 of the Java sources that it was compiled from, in hexadecimal
 */
public record KernelSource(Kernel kernel, String opencl, String javaHash) {}
