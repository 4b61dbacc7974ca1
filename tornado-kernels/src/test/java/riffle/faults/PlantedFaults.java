package riffle.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.faults.Planting.Fate;
import riffle.faults.Planting.Planted;
import riffle.faults.Runs.Target;
import riffle.replay.ChangedKernel;

/**
 * Which faults in captured kernels the operator cases catch, on PoCL. No part of the build, for it takes half an
 * hour; its name ends so that Surefire runs it only where it is named, as docs/experiments/kernel-faults.md says. A
 * survivor fails it unless that page proves, fault by fault, that nothing can be seen of it.
 */
class PlantedFaults {

    private static final int FAULTS_A_KERNEL = 3;
    private static final int PROCESSES = 2;
    static final Path PROOFS = Path.of("..", "docs", "experiments", "kernel-faults.md");

    private final long seed = Long.getLong("riffle.faults.seed", 1);
    private final String only = System.getProperty("riffle.faults.of", "");
    private final Path report = Path.of("target", "kernel-faults-" + seed + ".txt");

    @TempDir
    private Path folder;

    @Test
    void everyOneIsCaughtOrProvenToChangeNothing() throws IOException, InterruptedException, ExecutionException {
        ChangedKernel kernels = new ChangedKernel();
        Files.createDirectories(report.getParent());
        Files.deleteIfExists(report);
        Queue<Target> targets = new ConcurrentLinkedQueue<>(new Runs()
                .targets().stream()
                        .filter(target -> target.toString().contains(only))
                        .toList());
        List<Planted> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(PROCESSES)) {
            Callable<List<Planted>> task = () -> plant(targets, kernels);
            for (Future<List<Planted>> done : threads.invokeAll(Collections.nCopies(PROCESSES, task))) {
                all.addAll(done.get());
            }
        }
        summarise(all);
        String proofs = Files.readString(PROOFS);
        assertEquals(
                List.of(),
                all.stream()
                        .filter(planted -> planted.fate() == Fate.SURVIVED)
                        .map(planted -> planted.fault().key())
                        .filter(key -> !proofs.contains(key))
                        .toList(),
                "faults that no case shows, and that nobody has proven to change nothing");
    }

    /** Takes one kernel after the other, until none is left. */
    private List<Planted> plant(Queue<Target> targets, ChangedKernel kernels) throws IOException {
        List<Planted> all = new ArrayList<>();
        try (FaultWorkerProcess worker = new FaultWorkerProcess(folder)) {
            for (Target target = targets.poll(); target != null; target = targets.poll()) {
                Captured source = new Captured(target.kernel(), kernels.shipped(target.kernel()));
                for (Planted planted : new Planting(target, source, worker).draw(FAULTS_A_KERNEL, seed)) {
                    Fault fault = planted.fault();
                    say(target + " | " + fault.kind().words() + " | line " + (fault.line() + 1) + " | " + fault.key()
                            + " | " + planted.fate().words() + " | " + planted.detail());
                    all.add(planted);
                }
            }
        }
        return all;
    }

    private synchronized void say(String line) throws IOException {
        System.out.println(line);
        Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void summarise(List<Planted> all) throws IOException {
        for (Fault.Mistake kind : Fault.Mistake.values()) {
            StringBuilder line = new StringBuilder(kind.words());
            for (Fate fate : Fate.values()) {
                line.append(", ").append(fate.words()).append(' ').append(count(all, kind, fate));
            }
            say(line.toString());
        }
        say("seed " + seed + ", " + all.size() + " faults drawn");
    }

    private static long count(List<Planted> all, Fault.Mistake kind, Fate fate) {
        return all.stream()
                .filter(planted -> planted.fault().kind() == kind && planted.fate() == fate)
                .count();
    }
}
