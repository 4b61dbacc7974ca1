package riffle.cli.start;

import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Emulation;
import riffle.measure.process.CacheGuard;
import riffle.measure.process.WorkerSettings;
import riffle.measure.process.Workers;
import riffle.result.environment.ProjectCommit;

/**
 * What the measuring commands need from their surroundings.
 *
 * @param tornadoHome the TornadoVM SDK, where there is one
 * @param drivers OpenCL drivers that are registered with the loader, or the library that was named in their place
 * @param workers starts worker processes
 * @param project folder of the project or of the release, for its commit and its results
 * @param err where warnings go
 */
public record Launchpad(
        Optional<Path> tornadoHome, List<String> drivers, Workers workers, Path project, PrintWriter err) {

    /** Set by the launcher; without it the project is taken to be the current folder. */
    private static final String HOME_PROPERTY = "riffle.home";

    /** One with no driver that is registered. */
    public Launchpad(Optional<Path> tornadoHome, Workers workers, Path project, PrintWriter err) {
        this(tornadoHome, List.of(), workers, project, err);
    }

    /** Reads the environment of this process, and what the command line says for all commands. */
    public static Launchpad read(CommandSpec command) {
        Host host = Host.read();
        Optional<String> library = openClLibrary(command).or(host::openClLibrary);
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        Path project = Path.of(System.getProperty(HOME_PROPERTY, "")).toAbsolutePath();
        WorkerSettings settings = WorkerSettings.of(
                host.javaHome().resolve("bin/java"),
                classPath,
                host.tornadoHome(),
                library,
                host.tunings(),
                host.temporary(),
                host.silence());
        PrintWriter err = command.commandLine().getErr();
        return new Launchpad(
                host.tornadoHome(),
                library.map(List::of).orElse(host.drivers()),
                new CacheGuard(settings, host.driverCache(), message -> warn(err, message)),
                project,
                err);
    }

    /** The OpenCL library that the command line names, wherever on it. */
    public static Optional<String> openClLibrary(CommandSpec command) {
        return command.root().userObject() instanceof NamesLibrary root ? root.openClLibrary() : Optional.empty();
    }

    /** Refuses a command that is about times alone where they are none of a machine: here, if it is emulated. */
    public static void requireMachine(CommandSpec command) {
        requireMachine(command.name(), Emulation.HOST.seen());
    }

    /**
     * Refuses it.
     *
     * @param emulation what emulates the processor; empty if nothing was seen to
     * @throws BackendUnavailableException if something was
     */
    static void requireMachine(String command, Optional<String> emulation) {
        emulation.ifPresent(how -> {
            throw new BackendUnavailableException(command + " only times, and times of an emulated processor (" + how
                    + ") are none of a machine; doctor, verify, infer and bench run here");
        });
    }

    /** The kernels' Java sources. */
    public Path kernelSources() {
        return project.resolve("tornado-kernels/src/tornado/java/riffle/kernel");
    }

    /**
     * Where results go unless told otherwise: to the project's; of a release, which is but a program, to the current
     * folder's.
     */
    public Path results() {
        return ProjectCommit.isRelease(project)
                ? Path.of("riffle-results").toAbsolutePath()
                : project.resolve("results");
    }

    /** The library that the build packs into the jar. */
    public Path shippedLibrary() {
        return project.resolve("tornado-kernels/src/main/resources/riffle/bundle/library.zip");
    }

    /** The C source of riffle-run. */
    public Path riffleRun() {
        return project.resolve(
                ProjectCommit.isRelease(project) ? "riffle-run.c" : "tornado-kernels/src/main/c/riffle-run.c");
    }

    /** How the launcher is called from here. */
    public String launcher() {
        return project.equals(Path.of("").toAbsolutePath())
                ? "./riffle"
                : project.resolve("riffle").toString();
    }

    public void warn(String message) {
        warn(err, message);
    }

    private static void warn(PrintWriter err, String message) {
        err.println("riffle: " + message);
    }
}
