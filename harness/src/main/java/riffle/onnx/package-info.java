/** Networks with their weights as ONNX models, and their files. */
package riffle.onnx;
