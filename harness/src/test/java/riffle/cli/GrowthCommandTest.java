package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.Status;

/** Growth with workers whose times follow a law. */
class GrowthCommandTest {

    private static final double PIXELS = 224 * 224;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Request.Measure> measured = new ArrayList<>();
    private boolean peerIsThere = true;

    private int growth(ToDoubleFunction<Request.Measure> ms, String... options) throws IOException {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find ->
                find.backend().equals("onnxruntime") && !peerIsThere
                        ? new Answer.Refused(Status.UNAVAILABLE, "no such library", null)
                        : new Answer.Found(device(2));
            case Request.Measure measure -> {
                measured.add(measure);
                double time = ms.applyAsDouble(measure);
                Block block = new Block(true, List.of(time), 3, List.of(time), List.of(0.0), List.of(List.of(time)));
                yield new Answer.Measured(
                        device(Objects.requireNonNullElse(measure.threads(), 2)),
                        List.of(new OperatorTime("op", "dense conv", 1, 1, null)),
                        block,
                        1e-7);
            }
            default -> new Answer.Prepared();
        };
        GrowthCommand command = new GrowthCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(options);
        return command.run(new Launchpad(Optional.empty(), workers, Path.of("."), new PrintWriter(err, true)));
    }

    private static Device device(int threads) {
        return new Device(0, "Fake CPU", "Fake OpenCL", "0.1", threads);
    }

    private static double pixels(Request.Measure measure) {
        NetworkSpec network = measure.workload().network();
        return network.height() * network.width() / PIXELS;
    }

    /** Proportional to pixels, to the root of the batch; ONNX Runtime twice as slow; half the time on two threads. */
    private static double law(Request.Measure measure) {
        double ms =
                10 * pixels(measure) * Math.sqrt(measure.workload().network().batch());
        boolean alone = Objects.equals(measure.threads(), 1);
        return (alone ? 1.8 : 1) * (measure.backend().equals("onnxruntime") ? 2 * ms / (alone ? 1.2 : 1) : ms);
    }

    @Test
    void findsTheExponentsAndTheScalingOfBothBackends() throws IOException {
        int status = growth(GrowthCommandTest::law, "--network", "shufflenet", "--blocks", "2", "--backend", "bundle");

        assertEquals(0, status, err::toString);
        // five sizes, four further batches and one thread, on two backends, in two blocks
        assertEquals(2 * 2 * (5 + 4 + 1), measured.size());
        String text = out.toString();
        assertTrue(
                text.contains("bundle: time grows as pixels to the power of 1.00 (R^2 of the logarithms 1.000)"), text);
        assertTrue(text.contains("onnxruntime: time grows as images to the power of 0.50"), text);
        assertTrue(
                text.contains("| bundle      |       2 | 720x1280 |       183.7 |        199.3 |                    "
                        + "    1.00 |"),
                text);
        assertTrue(
                text.contains(
                        "| bundle      |         18.00 |       2 |            10.00 |   1.80x |                    "
                                + "1.200 |"),
                text);
    }

    @Test
    void withoutThePeerItStandsAlone() throws IOException {
        peerIsThere = false;
        assertEquals(0, growth(GrowthCommandTest::law, "--network", "mobilenet", "--blocks", "1"));
        assertEquals(10, measured.size());
        assertTrue(err.toString().contains("left out: backend onnxruntime: no such library"), err::toString);
    }

    @Test
    void aSizeOfItsOwnIsOneMoreRung() throws IOException {
        peerIsThere = false;
        assertEquals(0, growth(GrowthCommandTest::law, "--network", "mobilenet", "--blocks", "1", "--size", "160x160"));
        assertEquals(11, measured.size());
        assertTrue(out.toString().contains("With the batch, 160x160"), out::toString);
    }

    @Test
    void aBundleDoesNotGrow() {
        CommandLine.ParameterException refusal = assertThrows(
                CommandLine.ParameterException.class,
                () -> growth(GrowthCommandTest::law, "--network", "mobilenet", "--bundle", "b.zip"));
        assertEquals(
                "--bundle is b.zip, but growth takes none: a bundle holds one size and batch", refusal.getMessage());
    }
}
