/** Backends and devices by what people call them, and the reference as a backend beside the others. */
package riffle.measure.backend;
