package riffle.cli.start;

/** What a command's exit status means. */
public final class ExitStatus {

    /** Done. */
    public static final int DONE = 0;

    /** A check failed, or standard output could not be written. */
    public static final int CHECK_FAILED = 1;

    /** Wrong use or bad input; one line on stderr says which. */
    public static final int WRONG_USE = 2;

    private ExitStatus() {}
}
