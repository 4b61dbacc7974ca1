package riffle.execution;

/** A backend or device that was asked for cannot run here; the message says what is missing and how to get it. */
public sealed class BackendUnavailableException extends RuntimeException permits NoDriverException {

    private static final long serialVersionUID = 1L;

    public BackendUnavailableException(String message) {
        super(message);
    }

    public BackendUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
