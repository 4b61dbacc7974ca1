/** A depthwise convolution and the pointwise ones around it in one launch. */
package riffle.kernel.merged;
