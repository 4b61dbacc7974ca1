package riffle.cli;

/** What a command's exit status means. */
final class ExitStatus {

    /** Done. */
    static final int DONE = 0;

    /** A check failed, or standard output could not be written. */
    static final int CHECK_FAILED = 1;

    /** Wrong use or bad input; one line on stderr says which. */
    static final int WRONG_USE = 2;

    private ExitStatus() {}
}
