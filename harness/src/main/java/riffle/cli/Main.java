package riffle.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import riffle.cli.start.ErrorLine;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.cli.start.NamesLibrary;
import riffle.cli.start.Output;
import riffle.execution.ExecutionException;
import riffle.file.WholeFile;

/**
 * {@code riffle COMMAND}. Results go to stdout, progress and warnings to stderr; whatever goes wrong becomes one line
 * {@code riffle: ...} on stderr. Results that could not be written are no success, whatever the command was.
 */
@Command(
        name = "riffle",
        versionProvider = Main.Version.class,
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
            PhoneCommand.class,
            ReportCommand.class,
            ReproduceCommand.class,
            RooflineCommand.class,
            TuneCommand.class,
            VerifyCommand.class
        },
        footer = {"", "Exit status: 0 done, 1 a check failed or the output cannot be written, 2 wrong use or bad input."
        })
public final class Main implements Callable<Integer>, NamesLibrary {

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

    @Override
    public Optional<String> openClLibrary() {
        return Optional.ofNullable(openClLibrary).map(Main::inAnyFolder);
    }

    private static String inAnyFolder(String library) {
        return library.contains("/")
                ? Path.of(library).toAbsolutePath().normalize().toString()
                : library;
    }

    /** Runs a command and ends the JVM with its exit status. */
    public static void main(String[] arguments) {
        Output out = new Output(new FileOutputStream(FileDescriptor.out)); // System.out would swallow what goes wrong
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs a command; returns its exit status. */
    static int run(Output out, PrintWriter err, String... arguments) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main)
                .setResourceBundle(new Choices())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, result) -> main.report(err, e))
                .setParameterExceptionHandler((e, unused) -> wrongUse(err, e));
        commandLine
                .getHelpSectionMap()
                .put(
                        UsageMessageSpec.SECTION_KEY_FOOTER,
                        help -> help.footer()
                                + String.format(
                                        "Results files go to %s, or where --results says.%n",
                                        resultsFolder(commandLine.getCommandSpec())));
        int status;
        try {
            status = commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            status = main.report(err, e);
        }
        Optional<String> failure = out.failure();
        failure.ifPresent(why -> err.println("riffle: standard output cannot be written: " + ErrorLine.oneLine(why)));
        err.flush();
        return failure.isPresent() && status == ExitStatus.DONE ? ExitStatus.CHECK_FAILED : status;
    }

    /** No command at all. */
    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "no command; there are " + String.join(", ", spec.subcommands().keySet()) + "; results files go to "
                        + resultsFolder(spec));
    }

    private static Path resultsFolder(CommandSpec command) {
        return Launchpad.read(command).results();
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
        Throwable told = notWritten(e).orElse(e);
        err.println("riffle: " + ErrorLine.of(told));
        return told instanceof ExecutionException || told instanceof WholeFile.NotWrittenException
                ? ExitStatus.CHECK_FAILED
                : ExitStatus.WRONG_USE;
    }

    /** A file that did not take what was written, whatever reports it: that is not wrong use. */
    private static Optional<Throwable> notWritten(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(WholeFile.NotWrittenException.class::isInstance)
                .findFirst();
    }

    /** The version of the jar, which Maven writes into its manifest from the parent's pom; of classes alone, none. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"riffle " + (version == null ? "(not packaged)" : version)};
        }
    }
}
