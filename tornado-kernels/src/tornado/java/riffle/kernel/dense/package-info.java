/** Layers that take every input channel of a group with a window or whole: convolutions and fully connected layers. */
package riffle.kernel.dense;
