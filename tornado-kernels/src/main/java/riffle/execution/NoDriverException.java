package riffle.execution;

/** There is no OpenCL here at all: no library that opens, or one without a single platform behind it. */
public final class NoDriverException extends BackendUnavailableException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing and how to get it, for the user
     */
    public NoDriverException(String message) {
        super(message);
    }
}
