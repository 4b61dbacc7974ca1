package riffle.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a statement, and the spaces before each, read one after the other. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile("(\\s*)([A-Za-z_]\\w*|\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?[fFlLuU]?"
                    + "|<<|>>|[<>=!]=|&&|\\|\\||[-+*/%<>&|^!~?:=(),\\[\\].;])");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private final List<String> spaces = new ArrayList<>();
    private final List<String> words = new ArrayList<>();
    private int next;

    /**
     * @throws IllegalArgumentException if the text holds anything else
     */
    Tokens(String text) {
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (end < text.length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw new IllegalArgumentException("an unknown character");
            }
            spaces.add(matcher.group(1));
            words.add(matcher.group(2));
            end = matcher.end();
        }
    }

    /** The word that comes some words after the next; empty behind the last. */
    String ahead(int words) {
        int at = next + words;
        return at < this.words.size() ? this.words.get(at) : "";
    }

    /** Whether what comes next is this, word by word; a dot stands for any name. */
    boolean startsWith(String... expected) {
        for (int i = 0; i < expected.length; i++) {
            String word = ahead(i);
            boolean fits = expected[i].equals(".") ? begins(word) : expected[i].equals(word);
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The same of a word, which is a name if it begins like one. */
    private static boolean begins(String word) {
        return !word.isEmpty() && (Character.isLetter(word.charAt(0)) || word.charAt(0) == '_');
    }

    boolean atEnd() {
        return next == words.size();
    }

    /** The spaces before the next word. */
    String space() {
        return atEnd() ? "" : spaces.get(next);
    }

    /** Passes over words. */
    void skip(int count) {
        next += count;
    }

    /** Copies the next word. */
    void copy(StringBuilder to) {
        to.append(space()).append(ahead(0));
        next++;
    }

    /** Copies a word that must come next. */
    void copy(String expected, StringBuilder to) {
        if (!ahead(0).equals(expected)) {
            throw new IllegalArgumentException(expected + " is missing before \"" + ahead(0) + '"');
        }
        copy(to);
    }
}
