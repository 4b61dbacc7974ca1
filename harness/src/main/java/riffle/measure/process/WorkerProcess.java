package riffle.measure.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import riffle.execution.BackendUnavailableException;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Status;
import riffle.result.json.Json;

/**
 * Fulfils each request in a Java process of its own, which may crash, hang or write nonsense without harm to this one.
 */
public final class WorkerProcess implements Workers {

    /** How the reason begins that is given for a worker that died. */
    static final String ENDED = "the worker ended with status ";

    private static final int REMEMBERED_LINES = 5;
    private static final int LONGEST_REASON = 600;
    private static final long SECONDS_TO_END = 20;

    private final WorkerSettings settings;

    public WorkerProcess(WorkerSettings settings) {
        this.settings = settings;
    }

    @Override
    public Answer.Last ask(Request request, Consumer<Answer> heard) {
        return ask(request, Optional.empty(), heard);
    }

    /**
     * Fulfils one request with another cache for what the OpenCL driver compiles.
     *
     * @param cache empty for the one that the environment or the request names
     */
    Answer.Last ask(Request request, Optional<Path> cache, Consumer<Answer> heard) {
        try (TemporaryFolder folder =
                TemporaryFolder.in(TemporaryPlaces.choose(settings.temporary()), "riffle-worker")) {
            Path unpacked = Files.createDirectory(folder.path().resolve("tmp"));
            WorkerCommand command = WorkerCommand.of(settings, request, unpacked.toAbsolutePath());
            // TornadoVM's module path has the current directory on it: an empty one keeps stray jars out
            Path empty = Files.createDirectory(folder.path().resolve("empty"));
            return converse(cache.map(command::withDriverCache).orElse(command), empty, request, heard);
        } catch (BackendUnavailableException e) {
            return Answer.Refused.of(Status.UNAVAILABLE, e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            return Answer.Refused.of(Status.FAILED, "the worker could not be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.Refused.of(Status.FAILED, "interrupted");
        }
    }

    private Answer.Last converse(WorkerCommand command, Path directory, Request request, Consumer<Answer> heard)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.arguments()).directory(directory.toFile());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        EndsWithUs ending = new EndsWithUs(process); // it would continue to write to its folder
        Tail tail = new Tail();
        BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
        Thread errors = read(process.getErrorStream(), tail::add, () -> {});
        Thread answers =
                read(process.getInputStream(), line -> lines.add(Optional.of(line)), () -> lines.add(Optional.empty()));
        // the stream stays open while we listen: its end tells the worker that we are gone
        try (OutputStream requests = process.getOutputStream()) {
            send(requests, request);
            return listen(process, lines, tail, errors, heard);
        } finally {
            process.destroyForcibly();
            process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
            answers.join(TimeUnit.SECONDS.toMillis(1));
            ending.goOnUnlessInterrupted();
        }
    }

    private static void send(OutputStream requests, Request request) {
        try {
            requests.write((Json.line(request) + "\n").getBytes(StandardCharsets.UTF_8));
            requests.flush();
        } catch (IOException e) {
            // the worker is gone already: what it last said comes next
        }
    }

    private Answer.Last listen(
            Process process, BlockingQueue<Optional<String>> lines, Tail tail, Thread errors, Consumer<Answer> heard)
            throws InterruptedException {
        while (true) {
            Optional<String> next = lines.poll(settings.silence().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                return failed(
                        "the worker said nothing for " + settings.silence().toSeconds() + " s and was stopped", tail);
            }
            if (next.isEmpty()) {
                boolean ended = process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
                errors.join(TimeUnit.SECONDS.toMillis(1));
                String how = ended ? ENDED + process.exitValue() : "the worker closed its output";
                return failed(how + " before it had answered", tail);
            }
            String line = next.get();
            if (!line.startsWith("{")) {
                tail.add(line); // native code that writes to standard output
                continue;
            }
            try {
                Answer answer = Json.read(line, Answer.class);
                if (answer instanceof Answer.Last last) {
                    return last;
                }
                heard.accept(answer);
            } catch (JsonProcessingException e) {
                tail.add(line);
                return failed("the worker said something that is not an answer", tail);
            }
        }
    }

    private static Answer.Refused failed(String what, Tail tail) {
        String said = tail.text();
        return Answer.Refused.of(Status.FAILED, said.isEmpty() ? what : what + "; it last said: " + said);
    }

    private static Thread read(InputStream stream, Consumer<String> line, Runnable end) {
        return Thread.ofVirtual().start(() -> {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                reader.lines().forEach(line);
            } catch (IOException | UncheckedIOException e) {
                // a stopped process: there is nothing more to read
            } finally {
                end.run();
            }
        });
    }

    /**
     * The last lines that a worker said beside its answers. What Java says of options in the environment is not its.
     */
    private static final class Tail {
        private static final Pattern PICKED_UP =
                Pattern.compile("(NOTE: )?Picked up (_JAVA_OPTIONS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS): .*");

        private final Deque<String> lines = new ArrayDeque<>();

        synchronized void add(String line) {
            if (line.isBlank() || PICKED_UP.matcher(line).matches()) {
                return;
            }
            lines.addLast(line.strip());
            if (lines.size() > REMEMBERED_LINES) {
                lines.removeFirst();
            }
        }

        synchronized String text() {
            String text = String.join(" | ", lines);
            return text.length() <= LONGEST_REASON ? text : "..." + text.substring(text.length() - LONGEST_REASON);
        }
    }
}
