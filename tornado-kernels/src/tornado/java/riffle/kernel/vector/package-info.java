/** Vectors of 16, 8 and 4 elements: loads, stores and what kernels do with their lanes. */
package riffle.kernel.vector;
