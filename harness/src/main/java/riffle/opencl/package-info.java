/** The machine's OpenCL platforms and devices, asked of its OpenCL library through Java's foreign-function interface. */
package riffle.opencl;
