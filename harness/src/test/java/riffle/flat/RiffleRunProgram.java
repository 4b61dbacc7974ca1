package riffle.flat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** riffle-run, built by a C compiler of this machine. */
record RiffleRunProgram(Path program) {

    static final Path SOURCE = Path.of("../tornado-kernels/src/main/c/riffle-run.c");

    private static final List<String> STRICT =
            List.of("-std=c99", "-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Werror");
    private static final int SECONDS = 600;

    /** What a program did. */
    record Ended(int status, String out, String err) {}

    /**
     * Builds it without a warning.
     *
     * @param compiler its command; the test is skipped where there is none
     * @param options what it takes besides
     */
    static RiffleRunProgram build(String compiler, Path folder, String... options) {
        requireCompiler(compiler);
        Path program = folder.resolve("riffle-run-" + compiler);
        return new RiffleRunProgram(build(compiler, SOURCE, program, options));
    }

    /** Builds any C source without a warning. */
    static Path build(String compiler, Path source, Path program, String... options) {
        List<String> command = new ArrayList<>(List.of(compiler));
        command.addAll(STRICT);
        command.addAll(List.of(options));
        command.addAll(List.of("-o", program.toString(), source.toString(), "-ldl"));
        Ended ended = run(command);
        assertEquals(0, ended.status(), ended::toString);
        assertEquals("", ended.err());
        return program;
    }

    private static void requireCompiler(String compiler) {
        try {
            Process process = new ProcessBuilder(compiler, "--version")
                    .redirectErrorStream(true)
                    .start();
            byte[] unused = process.getInputStream().readAllBytes();
            assertEquals(0, process.waitFor());
        } catch (IOException e) {
            if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains(compiler)) {
                fail("required by -Driffle.require=" + compiler + ": " + e);
            }
            throw new TestAbortedException("no C compiler " + compiler + " here: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs it. */
    Ended run(String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private static Ended run(List<String> command) {
        try {
            Path out = Files.createTempFile("riffle-run", ".out");
            Path err = Files.createTempFile("riffle-run", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
                boolean inTime = process.waitFor(SECONDS, TimeUnit.SECONDS);
                process.destroyForcibly();
                assertTrue(inTime, () -> command + " did not end in " + SECONDS + " s");
                return new Ended(process.exitValue(), text(out), text(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
