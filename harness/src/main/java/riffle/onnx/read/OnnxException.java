package riffle.onnx.read;

/**
 * A model cannot be read, or holds what Riffle does not take. The message is one line that names file, node or tensor,
 * and what was expected.
 */
public sealed class OnnxException extends IllegalArgumentException permits UntakenException {

    private static final long serialVersionUID = 1L;

    /** Without a cause that tells more. */
    public OnnxException(String message) {
        super(message);
    }

    /** With what revealed it. */
    public OnnxException(String message, Throwable cause) {
        super(message, cause);
    }
}
