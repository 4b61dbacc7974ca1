package riffle.cli.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Turns what went wrong into one line for a user. */
public final class ErrorLine {

    private ErrorLine() {}

    /** Refusals speak for themselves; anything unforeseen is a fault of the program and named as such. */
    public static String of(Throwable e) {
        return switch (e) {
            case UncheckedIOException io -> of(io.getCause());
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case OutOfMemoryError memory -> "out of memory: " + text(memory);
            default -> isRefusal(e) && e.getMessage() != null ? text(e) : fault(e);
        };
    }

    /** A text without line breaks. */
    public static String oneLine(String text) {
        return String.join("; ", text.lines().map(String::strip).toList());
    }

    private static boolean isRefusal(Throwable e) {
        return (e instanceof IllegalArgumentException && isOurs(e))
                || e instanceof IOException
                || e.getClass().getName().startsWith("riffle.");
    }

    /** Whether the project's own code refused something; the same exception from a library is a fault of its caller. */
    private static boolean isOurs(Throwable e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("riffle.");
    }

    private static String fault(Throwable e) {
        return "internal error: " + e.getClass().getSimpleName() + ": " + text(e) + " (--stacktrace shows where)";
    }

    private static String text(Throwable e) {
        return oneLine(String.valueOf(e.getMessage()));
    }
}
