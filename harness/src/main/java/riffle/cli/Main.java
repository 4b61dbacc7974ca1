package riffle.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import riffle.execution.ExecutionException;

/**
 * {@code riffle COMMAND}. Results go to stdout, progress and warnings to stderr; whatever goes wrong becomes one line
 * {@code riffle: ...} on stderr.
 */
@Command(
        name = "riffle",
        version = "riffle 0.1.0",
        mixinStandardHelpOptions = true,
        description = "Measures how much of ShuffleNet's theoretical speedup becomes real on an OpenCL device.",
        subcommands = {
            BenchCommand.class,
            CaptureCommand.class,
            CompareCommand.class,
            ComplexityCommand.class,
            DoctorCommand.class,
            ExportCommand.class,
            GrowthCommand.class,
            InferCommand.class,
            JmhCommand.class,
            OffloadCommand.class,
            ReportCommand.class,
            ReproduceCommand.class,
            RooflineCommand.class,
            TuneCommand.class,
            VerifyCommand.class
        },
        footer = {"", "Exit status: 0 done, 1 a check failed, 2 wrong use or bad input."})
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--stacktrace", hidden = true, scope = ScopeType.INHERIT)
    private boolean stacktrace;

    @Option(
            names = "--opencl-library",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "OpenCL library to open in place of the usual ones (or RIFFLE_OPENCL_LIBRARY)")
    private String openClLibrary;

    private Main() {}

    /** The OpenCL library that the command line names, wherever on it. */
    static Optional<String> openClLibrary(CommandSpec command) {
        return command.root().userObject() instanceof Main main
                ? Optional.ofNullable(main.openClLibrary)
                : Optional.empty();
    }

    /** Runs a command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs a command; returns its exit status. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, result) -> main.report(err, e))
                .setParameterExceptionHandler((e, unused) -> wrongUse(err, e));
        int status;
        try {
            status = commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            status = main.report(err, e);
        }
        out.flush();
        err.flush();
        return status;
    }

    /** No command at all. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command; there are " + String.join(", ", spec.subcommands().keySet()));
    }

    private static int wrongUse(PrintWriter err, ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        err.println("riffle: " + ErrorLine.oneLine(e.getMessage()) + " (see " + command + " --help)");
        return ExitStatus.WRONG_USE;
    }

    private int report(PrintWriter err, Throwable e) {
        if (stacktrace) {
            e.printStackTrace(err);
        }
        err.println("riffle: " + ErrorLine.of(e));
        return e instanceof ExecutionException ? ExitStatus.CHECK_FAILED : ExitStatus.WRONG_USE;
    }
}
