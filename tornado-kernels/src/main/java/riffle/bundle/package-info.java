/**
 * The OpenCL that TornadoVM generated, captured with what it takes to run it again: alone (the library that is shipped)
 * or with a plan and its weights (a bundle); read, written, checked, and replayed on any OpenCL device without
 * TornadoVM.
 */
package riffle.bundle;
