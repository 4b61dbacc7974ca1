package riffle.execution;

/** A device failed to compile, allocate or run; nothing of the result may be used. */
public final class ExecutionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ExecutionException(String message, Throwable cause) {
        super(message, cause);
    }
}
