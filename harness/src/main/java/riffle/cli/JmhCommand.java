package riffle.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import riffle.benchmark.EndToEndBenchmark;
import riffle.cli.option.ResultsOption;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Role;
import riffle.execution.Start;
import riffle.file.WholeFile;
import riffle.result.ResultStore;
import riffle.result.environment.ProjectCommit;
import riffle.result.json.JmhJson;

/** {@code riffle jmh}: benchmarks of what runs on the JVM. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = {
            "JMH benchmarks of what runs on the JVM: operators of the reference, planning, reading files, and whole",
            "passes on every backend that can run here. Writes JMH's JSON beside the results of the device and prints",
            "a table."
        })
final class JmhCommand implements Callable<Integer> {

    private static final String ALL = "riffle\\.benchmark\\.";

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            description = "regular expression that names of benchmarks contain (default: all)")
    private String pattern;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "2",
            description = "fresh processes for each benchmark (default: ${DEFAULT-VALUE})")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "5",
            description = "timed seconds of each process, after as many of warm-up (default: ${DEFAULT-VALUE})")
    private int iterations;

    @Mixin
    private ResultsOption results;

    @Override
    public Integer call() throws IOException, RunnerException {
        Launchpad.requireMachine(spec);
        PrintWriter out = spec.commandLine().getOut();
        Launchpad launchpad = Launchpad.read(spec);
        requirePositive("--forks", forks);
        requirePositive("--iterations", iterations);
        ResultStore store = results.store(launchpad);
        store.requireWritable();
        String oracle = BackendKinds.oracle().name();
        String subject = BackendKinds.subject().name();
        Device device = find(oracle, launchpad);
        List<String> plain = new ArrayList<>(List.of(oracle));
        Device opencl = find(subject, launchpad);
        if (opencl != null) {
            plain.add(subject);
            device = opencl;
        }
        List<RunResult> measured = new ArrayList<>(
                run(options().include(pattern == null ? ALL : pattern).param("backend", plain.toArray(String[]::new))));
        for (BackendKind variant : BackendKinds.in(Role.VARIANT)) {
            Optional<Start> start = isWanted() ? start(variant, launchpad) : Optional.empty();
            if (start.isPresent() && find(variant.name(), launchpad) != null) {
                measured.addAll(run(options()
                        .include(EndToEndBenchmark.class.getName())
                        .param("backend", variant.name())
                        .jvmArgsAppend(start.get().arguments().toArray(String[]::new))));
            }
        }
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is called like '" + pattern + "'");
        }
        Path file = store.reserve(
                "jmh-",
                device.identity(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                ProjectCommit.of(launchpad.project()).orElse(null));
        WholeFile.write(file, JmhJson.withoutPaths(format(ResultFormatType.JSON, measured)));
        out.print(format(ResultFormatType.TEXT, measured));
        out.println();
        out.println("results: " + file);
        return ExitStatus.DONE;
    }

    private ChainedOptionsBuilder options() {
        return new OptionsBuilder()
                .forks(forks)
                .warmupIterations(iterations)
                .measurementIterations(iterations)
                .warmupTime(TimeValue.seconds(1))
                .measurementTime(TimeValue.seconds(1))
                .shouldFailOnError(true);
    }

    /** Whether the pattern means whole passes too. */
    private boolean isWanted() {
        return pattern == null
                || Pattern.compile(pattern)
                        .matcher(EndToEndBenchmark.class.getName() + ".pass")
                        .find();
    }

    /** How a backend's machine starts; empty where the SDK is missing that it needs. */
    private static Optional<Start> start(BackendKind kind, Launchpad launchpad) {
        try {
            return Optional.of(kind.start(launchpad.tornadoHome(), Optional.empty()));
        } catch (BackendUnavailableException e) {
            return Optional.empty();
        }
    }

    /** Progress goes to stderr; stdout is for what comes out. */
    private static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build(), OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL))
                .run();
    }

    private static String format(ResultFormatType type, Collection<RunResult> results) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(type, stream).writeOut(results);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The device of a backend; null with a word on stderr if it cannot run here. */
    private static Device find(String backend, Launchpad launchpad) {
        try {
            return launchpad.workers().find(backend, null, null);
        } catch (BackendUnavailableException e) {
            launchpad.warn(e.getMessage());
            return null;
        }
    }

    private static void requirePositive(String option, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(option + " is " + value + ", must be at least 1");
        }
    }
}
