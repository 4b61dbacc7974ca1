/**
 * Measuring: each measurement in a worker process of its own, verified against the reference before and after it is
 * timed, interleaved in blocks with the others.
 */
package riffle.measure;
