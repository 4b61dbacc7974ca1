package riffle.phone;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;

/**
 * One device, as adb reaches it.
 *
 * @param steps runs adb
 * @param start how its command lines begin: its program, and which device if that was said
 */
public record Adb(Steps steps, List<String> start) {

    /**
     * Looks for the device.
     *
     * @param program adb's name or path
     * @param serial which device; empty for the only one
     * @throws BackendUnavailableException saying what to do, if there is no adb or no such device that can be used
     */
    public static Adb connect(Steps steps, String program, Optional<String> serial) {
        List<String> start = new ArrayList<>(List.of(program));
        serial.ifPresent(name -> start.addAll(List.of("-s", name)));
        Adb adb = new Adb(steps, List.copyOf(start));
        List<String> lines = new ArrayList<>();
        List<String> command = List.of(program, "devices", "-l");
        requireDone(command, adb.run(command, lines), lines);
        Attached.require(Attached.read(lines), serial);
        return adb;
    }

    /** Runs a command line of the device's shell that must succeed; the lines that it says. */
    public List<String> shell(String script) {
        List<String> command = command("shell", script);
        List<String> lines = new ArrayList<>();
        requireDone(command, run(command, lines), lines);
        return lines;
    }

    /** Runs a command line of the device's shell and shows what it says; its exit status, 0 from Android before 7. */
    int run(String script) {
        return run(command("shell", script), null);
    }

    /** Copies files into a folder of the device. */
    void push(List<Path> files, String folder) {
        List<String> command = new ArrayList<>(command("push"));
        files.forEach(file -> command.add(file.toString()));
        command.add(folder);
        requireDone(command, run(command, null), List.of());
    }

    /** Copies a file from the device; whether it could be. */
    boolean pull(String from, Path to) {
        return run(command("pull", from, to.toString()), null) == 0;
    }

    private List<String> command(String... words) {
        return Stream.concat(start.stream(), Stream.of(words)).toList();
    }

    /**
     * @param lines get what it says; null to show it
     */
    private int run(List<String> command, List<String> lines) {
        try {
            return lines == null ? steps.run(command) : steps.run(command, lines::add);
        } catch (IOException e) {
            throw new BackendUnavailableException(
                    "there is no adb here (" + start.getFirst() + "): install it (Debian: sudo apt-get install adb;"
                            + " others: Android's SDK platform-tools), or say where it is with --adb",
                    e);
        }
    }

    private static void requireDone(List<String> command, int status, List<String> lines) {
        if (status != 0) {
            throw new ExecutionException(
                    Steps.typed(command) + " ended with status " + status
                            + (lines.isEmpty() ? ", see above" : ": " + lines.getLast()),
                    null);
        }
    }
}
