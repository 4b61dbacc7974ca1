/** ONNX models of others as networks: constants are folded, reshapes become views, the rest operators of Riffle. */
package riffle.onnx.read;
