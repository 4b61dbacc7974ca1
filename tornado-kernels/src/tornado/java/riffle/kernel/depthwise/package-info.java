/** Depthwise convolution. */
package riffle.kernel.depthwise;
