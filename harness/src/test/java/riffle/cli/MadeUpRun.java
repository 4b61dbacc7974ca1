package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.opencl.OpenClSurvey;
import riffle.result.Block;
import riffle.result.OperatorTime;
import riffle.result.ResultStore;
import riffle.result.RunResult;
import riffle.result.SampleResults;

/** {@code reproduce} with workers that answer at once. */
final class MadeUpRun {

    static final Device JVM = new Device(0, "JVM", "VM", "25", 1);
    static final Device OPENCL = new Device(1, "Fake GPU", "Fake OpenCL", "0.1", 8);

    private final Path results;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<Request.Measure> measured = new ArrayList<>();
    private List<String> drivers = List.of();
    private OpenClSurvey survey;

    /** A run whose results lie in a folder. */
    MadeUpRun(Path results) {
        this.results = results;
    }

    /** Drivers of OpenCL that are registered. */
    void drivers(List<String> files) {
        drivers = files;
    }

    /** What a survey of OpenCL finds. */
    void survey(OpenClSurvey found) {
        survey = found;
    }

    /** What was asked to be measured, in order. */
    List<Request.Measure> measured() {
        return measured;
    }

    /** What it printed. */
    String out() {
        return out.toString();
    }

    /** What it printed to the standard error. */
    String err() {
        return err.toString();
    }

    /** A time of one sample. */
    static Answer.Measured took(Device device, double ms) {
        Block block = new Block(true, List.of(ms), 3, List.of(ms), List.of(0.0), List.of(List.of(ms)));
        return new Answer.Measured(device, List.of(new OperatorTime("op", "dense conv", 1, 1, null)), block, 1e-7);
    }

    /** Runs the command; the devices depend on the backend alone. */
    int reproduce(Finding finding, Function<Request.Measure, Answer.Last> measuring, String... options)
            throws IOException {
        return reproduceOn(find -> finding.of(find.backend()), measuring, options);
    }

    /** What a backend of a name finds. */
    interface Finding {
        Answer.Last of(String backend);
    }

    /** Runs the command. */
    int reproduceOn(
            Function<Request.FindDevice, Answer.Last> finding,
            Function<Request.Measure, Answer.Last> measuring,
            String... options)
            throws IOException {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> finding.apply(find);
            case Request.Survey unused -> new Answer.Surveyed(survey);
            case Request.Measure measure -> {
                measured.add(measure);
                yield measuring.apply(measure);
            }
            case Request.MeasureCeilings ceilings ->
                new Answer.MeasuredCeilings(
                        OPENCL,
                        SampleResults.ceilings(
                                ceilings.when(),
                                OPENCL.name(),
                                ceilings.threads() == null ? OPENCL.computeUnits() : ceilings.threads()));
            case Request.Ablate ablate -> new Answer.Ablated(OPENCL, List.of());
            default -> new Answer.Prepared();
        };
        ReproduceCommand command = new ReproduceCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(options);
        return command.run(new Launchpad(Optional.empty(), drivers, workers, results, new PrintWriter(err, true)));
    }

    /** The one results file. */
    RunResult written() throws IOException {
        try (var files = Files.walk(results)) {
            return ResultStore.read(files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** A file of its report. */
    String reported(String name) throws IOException {
        try (var files = Files.walk(results)) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findFirst().orElseThrow());
        }
    }

    /** A device for every backend. */
    static Answer.Last foundEverything(String backend) {
        return new Answer.Found(backend.equals("reference") ? JVM : OPENCL);
    }

    /** Makes the project a checkout, so that its commit is known. */
    static void commit(Path project) throws IOException {
        for (List<String> arguments : List.of(
                List.of("init", "-q"),
                List.of("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "--allow-empty", "-m", "first"))) {
            List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
            command.addAll(arguments);
            try {
                assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor(), command::toString);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
