package riffle.weights;

import java.nio.file.Path;

/** A file of tensors cannot be read or written, or does not hold what it should; the message begins with the file. */
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String problem;

    /**
     * @param file the file in question
     * @param problem what was found and what was expected, in one line
     */
    public WeightsException(Path file, String problem) {
        super(file + ": " + problem);
        this.problem = problem;
    }

    /**
     * @param file the file in question
     * @param problem what was found and what was expected, in one line
     * @param cause what revealed it
     */
    public WeightsException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.problem = problem;
    }

    /** What was found and what was expected, without the file. */
    public String problem() {
        return problem;
    }
}
