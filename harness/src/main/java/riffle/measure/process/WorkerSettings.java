package riffle.measure.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import riffle.measure.task.Worker;

/**
 * What it takes to start workers. Made where the command line and the environment are read.
 *
 * @param java the java program
 * @param classPath absolute class path
 * @param mainClass {@link Worker}, or a fake one in tests
 * @param tornadoHome the TornadoVM SDK, where there is one
 * @param openClLibrary name or path of the OpenCL library, where one was named
 * @param tunings folder of what tune found; empty if workers are to know nothing of it
 * @param temporary where workers may unpack native libraries, in order of preference
 * @param silence a worker that says nothing for this long is taken to hang
 */
public record WorkerSettings(
        Path java,
        String classPath,
        String mainClass,
        Optional<Path> tornadoHome,
        Optional<String> openClLibrary,
        Optional<Path> tunings,
        List<Path> temporary,
        Duration silence) {

    /** Longer than a pass of any network here takes on a slow processor. */
    public static final Duration DEFAULT_SILENCE = Duration.ofMinutes(5);

    /**
     * Settings for real workers.
     *
     * @param silence a worker that says nothing for this long is taken to hang
     */
    public static WorkerSettings of(
            Path java,
            String classPath,
            Optional<Path> tornadoHome,
            Optional<String> openClLibrary,
            Path tunings,
            List<Path> temporary,
            Duration silence) {
        return new WorkerSettings(
                java,
                classPath,
                Worker.class.getName(),
                tornadoHome,
                openClLibrary,
                Optional.of(tunings),
                temporary,
                silence);
    }
}
