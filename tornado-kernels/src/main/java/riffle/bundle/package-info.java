/**
 * Files of the OpenCL that TornadoVM generated, with what it takes to run it again: alone (the library that is shipped)
 * or with a plan and its weights (a bundle); captured, read, checked and written. {@code riffle.replay} runs them.
 */
package riffle.bundle;
