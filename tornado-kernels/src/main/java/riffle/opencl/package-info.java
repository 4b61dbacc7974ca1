/**
 * The OpenCL that is installed: finding the library, its platforms and devices, what they say of themselves, and what
 * its answers mean. It knows of no plan and no bundle.
 */
package riffle.opencl;
