package riffle.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import riffle.execution.Device;
import riffle.measure.Backends;
import riffle.measure.Reproduction;
import riffle.result.Environment;
import riffle.result.Machine;

/** Where and when a run takes place. */
final class RunEnvironment {

    private static final Machine MACHINE = new Machine(Path.of("/"));

    private RunEnvironment() {}

    /**
     * The environment now.
     *
     * @param threads the limit of threads in words
     */
    static Environment now(Reproduction reproduction, String threads, Launchpad launchpad) {
        Device subject = reproduction.places().getLast().device();
        boolean tornado =
                reproduction.places().stream().anyMatch(place -> place.backend().equals(Backends.TORNADO));
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                subject.name(),
                subject.platform(),
                subject.driver(),
                subject.computeUnits(),
                threads,
                launchpad.tornadoHome().flatMap(Machine::tornadoVersion).orElse(null),
                MACHINE.jdk(),
                MACHINE.os(),
                MACHINE.cpu().orElse(null),
                MACHINE.processors(),
                Machine.commit(launchpad.project()).orElse(null),
                MACHINE.clock(),
                MACHINE.governor().orElse(null),
                MACHINE.loadAverage().orElse(null),
                null,
                tornado ? Backends.TORNADO_FLAGS : List.of(),
                reproduction.leftOut());
    }

    /** The same environment as it ends. */
    static Environment ending(Environment environment) {
        return environment.endingAt(MACHINE.loadAverage().orElse(null));
    }
}
