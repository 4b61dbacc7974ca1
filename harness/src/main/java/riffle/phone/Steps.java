package riffle.phone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import riffle.execution.ExecutionException;
import riffle.measure.process.EndsWithUs;

/**
 * Runs programs one after the other, and shows each as it can be typed by hand.
 *
 * @param shown takes a line of progress
 */
public record Steps(Consumer<String> shown) {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+");

    /** Shows a command line. */
    public void show(List<String> command) {
        shown.accept("$ " + typed(command));
    }

    /**
     * Shows a program and runs it; nothing is shown of one that cannot be started. It is stopped when we are.
     *
     * @param heard takes each line that it says, on either stream, as soon as it is said
     * @return its exit status
     * @throws IOException if it cannot be started
     */
    int run(List<String> command, Consumer<String> heard) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        EndsWithUs ending = new EndsWithUs(process);
        show(command);
        process.getOutputStream().close(); // there is nothing for it to read
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().map(String::stripTrailing).forEach(heard);
            int status = process.waitFor();
            ending.goOnUnlessInterrupted();
            return status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException("interrupted", e);
        }
    }

    /** Shows a program and runs it, and shows what it says. */
    int run(List<String> command) throws IOException {
        return run(command, shown);
    }

    /** Words as a shell takes them. */
    static String typed(List<String> words) {
        return words.stream().map(Steps::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
