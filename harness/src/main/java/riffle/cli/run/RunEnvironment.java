package riffle.cli.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import riffle.cli.start.Host;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKinds;
import riffle.execution.Device;
import riffle.measure.campaign.Reproduction;
import riffle.replay.TuningFile;
import riffle.result.environment.Environment;
import riffle.result.environment.Machine;
import riffle.result.environment.ProjectCommit;

/** Where and when a run takes place. */
public final class RunEnvironment {

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
    public static Environment now(Device subject, String threads, Launchpad launchpad) {
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
                MACHINE.emulated().orElse(null),
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
    public static Environment ending(Environment environment) {
        return environment.endingAt(MACHINE.loadAverage().orElse(null));
    }
}
