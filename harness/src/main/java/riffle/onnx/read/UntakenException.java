package riffle.onnx.read;

/** A sound model asks for an operator, or for a way of it, that Riffle does not take. */
public final class UntakenException extends OnnxException {

    private static final long serialVersionUID = 1L;

    /** What is asked for, and what is taken. */
    public UntakenException(String message) {
        super(message);
    }

    UntakenException(String message, Throwable cause) {
        super(message, cause);
    }
}
