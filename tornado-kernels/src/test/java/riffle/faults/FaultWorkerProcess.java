package riffle.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import riffle.faults.Runs.Target;

/** A {@link FaultWorker} and what became of what was asked of it; another one begins where one has ended. */
final class FaultWorkerProcess implements AutoCloseable {

    /** Longer than any case takes whose kernels are sound, built anew on a busy machine. */
    private static final int SILENCE_SECONDS = 180;

    private static final String END = "the end";

    private final Path folder;
    private Process process;
    private BlockingQueue<String> lines;

    /**
     * @param folder for sources, and for what the driver has built
     */
    FaultWorkerProcess(Path folder) {
        this.folder = folder;
    }

    /** How a changed kernel fared. */
    enum Outcome {
        CAUGHT,
        SURVIVED,
        UNBUILT,
        /** A probe has been met. */
        REACHED
    }

    /**
     * @param detail which case showed it, and how
     */
    record Judgement(Outcome outcome, String detail) {}

    /**
     * Runs the cases of a target on a source, again in a process of its own if an earlier one has spoilt this one's
     * memory.
     */
    Judgement ask(Target target, String opencl) {
        try {
            Path file = folder.resolve("changed-" + Thread.currentThread().threadId() + ".cl");
            Files.writeString(file, opencl);
            String request = target.set() + " " + target.kernel().name() + " " + target.lanes() + " " + file + "\n";
            boolean fresh = process == null;
            String answer = answer(request);
            if (answer.startsWith(FaultWorker.SPOILT)) {
                close();
                answer = fresh ? answer : answer(request);
            }
            return verdict(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            close();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private Judgement verdict(String answer) {
        for (Outcome outcome : Outcome.values()) {
            String word = outcome.name().toLowerCase(java.util.Locale.ROOT);
            if (answer.startsWith(word)) {
                return new Judgement(outcome, answer.substring(word.length()).strip());
            }
        }
        // spoilt in a process of its own: the fault reaches beyond what it may write to
        close();
        return new Judgement(Outcome.CAUGHT, answer.substring(answer.indexOf(' ') + 1));
    }

    /** The last line of an answer, or what ended the process before there was one. */
    private String answer(String request) throws IOException, InterruptedException {
        if (process == null) {
            start();
        }
        process.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String running = "nothing";
        while (true) {
            String line = lines.poll(SILENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null || line.equals(END)) {
                close();
                String how = line == null ? "did not end in " + SILENCE_SECONDS + " s" : "the process crashed";
                return FaultWorker.CAUGHT + running + ": " + how;
            }
            if (line.startsWith(FaultWorker.STARTS)) {
                running = line.substring(FaultWorker.STARTS.length());
            } else if (line.startsWith(FaultWorker.REACHED)) {
                close();
                return FaultWorker.REACHED + " " + running;
            } else if (List.of(FaultWorker.CAUGHT, FaultWorker.SPOILT, FaultWorker.SURVIVED, FaultWorker.UNBUILT)
                    .stream()
                    .anyMatch(line::startsWith)) {
                return line;
            }
        }
    }

    private void start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                FaultWorker.class.getName());
        builder.environment().put("POCL_CACHE_DIR", folder.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        process = builder.start();
        lines = new LinkedBlockingQueue<>();
        BlockingQueue<String> said = lines;
        Process reading = process;
        Thread.ofVirtual().start(() -> read(reading, said));
    }

    private static void read(Process process, BlockingQueue<String> said) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
            }
        } catch (IOException e) {
            said.add(END);
            return;
        }
        said.add(END);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
