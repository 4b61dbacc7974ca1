package riffle.result.environment;

/**
 * A field in which two environments differ.
 *
 * @param field its name in results files
 * @param first the first one's value as text; {@code null} in words where the system did not tell
 * @param second the second one's
 */
public record Difference(String field, String first, String second) {

    /** In words: {@code commit is abc, was def}. */
    public String sentence() {
        return field + " is " + second + ", was " + first;
    }
}
