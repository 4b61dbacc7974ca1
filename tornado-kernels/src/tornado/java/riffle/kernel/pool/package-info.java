/** Pooling: the largest or the mean of a window or a plane. */
package riffle.kernel.pool;
