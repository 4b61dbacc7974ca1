/** ONNX Runtime as a backend: the engine that a user would pick instead, and a third oracle. */
package riffle.onnxruntime;
