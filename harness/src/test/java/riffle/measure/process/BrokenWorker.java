package riffle.measure.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import riffle.measure.backend.FakeBackend;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Status;
import riffle.result.json.Json;

/** A worker that misbehaves in the way that its request's backend names. */
final class BrokenWorker {

    private BrokenWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String manner = Json.read(in.readLine(), Request.class).backend();
        System.out.println(Json.line(new Answer.Progress("start")));
        switch (manner) {
            case "crash" -> {
                System.err.println("first complaint");
                System.err.println("last complaint");
                Runtime.getRuntime().halt(134);
            }
            case "options" -> {
                System.err.println("Picked up JAVA_TOOL_OPTIONS: -Da=b");
                System.err.println("Picked up _JAVA_OPTIONS: -Da=b");
                System.err.println("NOTE: Picked up JDK_JAVA_OPTIONS: -Da=b");
                System.err.println("nobody Picked up JAVA_TOOL_OPTIONS: -Da=b");
                Runtime.getRuntime().halt(134);
            }
            case "unpack" -> {
                Path unpacked = Files.createTempFile("library", ".so");
                System.out.println(Json.line(new Answer.Progress(unpacked.toString())));
                Runtime.getRuntime().halt(134);
            }
            case "litter" -> {
                Path folder = Path.of(System.getProperty("java.io.tmpdir"));
                for (int i = 0; i < 5000; i++) { // for some seconds, if nobody stops it
                    Files.writeString(Files.createDirectories(folder).resolve("file" + i), "text");
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            }
            case "hang" -> {
                System.err.println("about to hang");
                new CountDownLatch(1).await();
            }
            case "garble" -> {
                System.out.println("{\"answer\":\"poem\"}");
                new CountDownLatch(1).await();
            }
            case "mumble" -> {
                System.out.println("pocl: a library writes to standard output");
                System.out.println(Json.line(new Answer.Found(FakeBackend.DEVICE)));
            }
            case "silent" -> System.exit(0);
            case "chatter" -> {
                for (int i = 0; i < 100_000; i++) {
                    System.err.println("a line that fills the pipe, number " + i);
                }
                System.out.println(Json.line(new Answer.Found(FakeBackend.DEVICE)));
            }
            case "directory" -> {
                String[] files = Path.of("").toAbsolutePath().toFile().list();
                System.out.println(Json.line(
                        new Answer.Refused(Status.FAILED, "files: " + (files == null ? -1 : files.length), null)));
            }
            default -> throw new IllegalArgumentException(manner);
        }
    }
}
