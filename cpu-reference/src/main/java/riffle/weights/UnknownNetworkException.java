package riffle.weights;

/**
 * The names in a weights file are of no network that Riffle builds; the message, which does not name the file, says
 * why.
 */
final class UnknownNetworkException extends Exception {

    private static final long serialVersionUID = 1L;

    UnknownNetworkException(String problem) {
        super(problem);
    }
}
