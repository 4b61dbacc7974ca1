package riffle.measure.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;

/** A process of its own that works in a place for temporary files until it is interrupted or killed. */
final class OtherProgram implements AutoCloseable {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final String READY = "ready";

    private final Process process;
    private final BufferedReader output;

    private OtherProgram(String manner, Path place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                JAVA.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherProgram.class.getName(),
                manner,
                place.toString());
        process = builder.redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line;
        do {
            line = output.readLine();
            if (line == null) {
                throw new IOException("the program ended with status " + process.exitValue());
            }
        } while (!line.equals(READY));
    }

    /** One that keeps an open folder there. */
    static OtherProgram thatKeepsAFolder(Path place) throws IOException {
        return new OtherProgram("keep", place);
    }

    /** One that waits for a worker which writes files there, and is slow to end. */
    static OtherProgram thatWaitsForAWorker(Path place) throws IOException {
        return new OtherProgram("wait", place);
    }

    /** Ends it as Ctrl-C does; what it said before it ended. */
    String interrupt() throws InterruptedException {
        process.toHandle().destroy(); // the process's own method would close what we read
        String said = output.lines().collect(Collectors.joining("\n"));
        process.waitFor(1, TimeUnit.MINUTES);
        return said;
    }

    /** Ends it as a lack of memory does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path place = Path.of(arguments[1]);
        if (arguments[0].equals("keep")) {
            TemporaryFolder.in(place, "riffle-test");
            System.out.println(READY);
            new CountDownLatch(1).await();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(OtherProgram::linger));
        WorkerSettings settings = new WorkerSettings(
                JAVA,
                System.getProperty("java.class.path"),
                BrokenWorker.class.getName(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(place),
                WorkerSettings.DEFAULT_SILENCE);
        Answer.Last last = new WorkerProcess(settings)
                .ask(new Request.FindDevice("litter", null, null), heard -> System.out.println(READY));
        System.out.println("answered: " + last);
    }

    private static void linger() {
        try {
            TimeUnit.SECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
