/**
 * Running captured kernels on an OpenCL device without TornadoVM: programs, memory, launches, events; the backend of
 * bundles, what using a device costs, and the tunings found for it.
 */
package riffle.replay;
