/** Pointwise (1x1) group convolution, and the tiles of pixels by output channels that it is made of. */
package riffle.kernel.pointwise;
