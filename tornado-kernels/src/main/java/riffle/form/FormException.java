package riffle.form;

/** A source holds a statement that is not of the form in which TornadoVM writes kernels; nothing of it was changed. */
public final class FormException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 120;

    /**
     * @param kernel name of its function
     * @param line number of the line, from 1
     * @param text the line
     * @param why what is not understood in it
     */
    FormException(String kernel, int line, String text, String why) {
        super("kernel " + kernel + ", line " + line + ": " + why + ": " + shortened(text.strip())
                + "; only the source form generated leaves it as it is");
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
