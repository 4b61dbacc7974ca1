/** Shapes and dense float32 tensors in NCHW order: what every other room passes around. */
package riffle.tensor;
