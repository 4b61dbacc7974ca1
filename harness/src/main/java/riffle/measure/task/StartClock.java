package riffle.measure.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import riffle.execution.Execution;
import riffle.measure.protocol.Request;
import riffle.result.Start;

/** Times the steps of a worker's start: each ends where the next begins. */
final class StartClock {

    private static final double NANOS_PER_MS = 1e6;

    private final boolean driverCacheEmpty;
    private final double processMs;
    private long lapBegan = System.nanoTime();
    private double deviceMs;
    private double inputsMs;
    private double prepareMs;
    private double firstPassMs;

    private StartClock(boolean driverCacheEmpty, double processMs) {
        this.driverCacheEmpty = driverCacheEmpty;
        this.processMs = processMs;
    }

    /** The clock of a worker that has just read what it is asked. */
    static StartClock of(Request.Measure request) {
        double processMs = Math.max(0, System.currentTimeMillis() - request.askedMs());
        return new StartClock(isEmpty(request.driverCache()), processMs);
    }

    private static boolean isEmpty(String folder) {
        if (folder == null) {
            return false;
        }
        Path path = Path.of(folder);
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double lap() {
        long now = System.nanoTime();
        double ms = (now - lapBegan) / NANOS_PER_MS;
        lapBegan = now;
        return ms;
    }

    void deviceFound() {
        deviceMs = lap();
    }

    void inputsRead() {
        inputsMs = lap();
    }

    void prepared() {
        prepareMs = lap();
    }

    void firstPassEnds() {
        firstPassMs = lap();
    }

    /** The steps once the first output has been compared. */
    Start verified(Execution execution) {
        double planMs = execution.planNanos() / NANOS_PER_MS;
        double compileMs = execution.compileNanos() / NANOS_PER_MS;
        double memoryMs = Math.max(0, prepareMs - planMs - compileMs);
        return new Start(
                driverCacheEmpty, processMs, deviceMs, inputsMs, planMs, compileMs, memoryMs, firstPassMs, lap());
    }
}
