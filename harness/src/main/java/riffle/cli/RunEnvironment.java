package riffle.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import riffle.execution.BackendKinds;
import riffle.execution.Device;
import riffle.measure.Reproduction;
import riffle.replay.TuningFile;
import riffle.result.Environment;
import riffle.result.Machine;
import riffle.result.ProjectCommit;

/** Where and when a run takes place. */
final class RunEnvironment {

    private static final Machine MACHINE = new Machine(Path.of("/"));

    private RunEnvironment() {}

    /**
     * The environment of the main job now.
     *
     * @param threads the limit of threads in words
     */
    static Environment now(Reproduction reproduction, String threads, Launchpad launchpad) {
        List<String> flags = reproduction.places().stream()
                .flatMap(place -> BackendKinds.of(place.backend()).flags().stream())
                .toList();
        return now(
                reproduction.places().getLast().device(),
                threads,
                launchpad.tornadoHome().flatMap(Machine::tornadoVersion).orElse(null),
                flags,
                reproduction.leftOut(),
                launchpad);
    }

    /** The environment now of a run on one device, without TornadoVM and with nothing left out. */
    static Environment now(Device subject, String threads, Launchpad launchpad) {
        return now(subject, threads, null, List.of(), List.of(), launchpad);
    }

    private static Environment now(
            Device subject,
            String threads,
            String tornadoVm,
            List<String> tornadoFlags,
            List<String> leftOut,
            Launchpad launchpad) {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                subject.name(),
                subject.identity(),
                subject.platform(),
                subject.driver(),
                subject.computeUnits(),
                threads,
                tornadoVm,
                MACHINE.jdk(),
                MACHINE.os(),
                MACHINE.cpu().orElse(null),
                MACHINE.processors(),
                ProjectCommit.of(launchpad.project()).orElse(null),
                MACHINE.clock(),
                MACHINE.governor().orElse(null),
                MACHINE.loadAverage().orElse(null),
                null,
                tornadoFlags,
                new TuningFile(Host.read().tunings()).describe(subject).orElse(null),
                leftOut);
    }

    /** The same environment as it ends. */
    static Environment ending(Environment environment) {
        return environment.endingAt(MACHINE.loadAverage().orElse(null));
    }
}
