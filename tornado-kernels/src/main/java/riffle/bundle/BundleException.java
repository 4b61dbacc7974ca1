package riffle.bundle;

/** A library or bundle that is damaged, unknown or does not fit; the message names the file and what was expected. */
public final class BundleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BundleException(String message) {
        super(message);
    }

    public BundleException(String message, Throwable cause) {
        super(message, cause);
    }
}
