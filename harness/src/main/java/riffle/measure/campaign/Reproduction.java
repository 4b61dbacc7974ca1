package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.execution.NoDriverException;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.execution.Trait;
import riffle.measure.backend.Backends;
import riffle.measure.process.Workers;
import riffle.network.NetworkSpec;
import riffle.result.Job;

/**
 * What the main job measures here: the networks of the paper's Table 8 on the reference, on the peer, and on what
 * OpenCL offers.
 *
 * @param places backends that can run, the one that the run is about last
 * @param leftOut backends that cannot, and how to get them
 * @param configurations everything to measure
 */
public record Reproduction(List<Runner> places, List<String> leftOut, List<Configuration> configurations) {

    /**
     * A backend that can run.
     *
     * @param backend its name
     * @param device where
     */
    public record Runner(String backend, Device device) {}

    public Reproduction {
        places = List.copyOf(places);
        leftOut = List.copyOf(leftOut);
        configurations = List.copyOf(configurations);
    }

    /**
     * What each block measures: all configurations, and after the first blocks only those of backends whose workers are
     * quick.
     *
     * @param blocks blocks in all
     * @param slowBlocks blocks in which the reference and TornadoVM take part; all of them where nothing else runs
     * @param done blocks at the start that are left out, as they are measured already
     */
    public List<List<Configuration>> schedule(int blocks, int slowBlocks, int done) {
        boolean slowAlone = places.stream()
                .noneMatch(place -> BackendKinds.of(place.backend()).has(Trait.SHIPPED));
        List<List<Configuration>> schedule = new ArrayList<>();
        for (List<Configuration> all : Schedule.blocks(configurations, blocks)) {
            boolean slowToo = slowAlone || schedule.size() < slowBlocks;
            schedule.add(all.stream()
                    .filter(configuration ->
                            slowToo || BackendKinds.of(configuration.backend()).has(Trait.SHIPPED))
                    .toList());
        }
        return schedule.subList(Math.min(done, blocks), blocks);
    }

    /**
     * Asks the backends what they have.
     *
     * @param job what is asked for: the matrix of the paper's networks, smaller or in full, or other networks, and the
     *     OpenCL device; {@link Matrix} says what that comes to
     * @param drivers OpenCL drivers that are registered with the loader
     * @param threads limit of the OpenCL device's compute units and of the peer's threads; null for none, and in full
     *     then one thread too, where the device can be limited. The reference has one thread anyway.
     * @throws BackendUnavailableException if a device or a limit was asked for and no OpenCL backend has it
     * @throws ExecutionException if a worker crashed or hung while it looked for a device, or if nobody asked for a
     *     device, there is OpenCL, and captured kernels cannot run on it
     */
    public static Reproduction plan(Workers workers, Job job, List<String> drivers, Integer threads) {
        String device = job.device();
        List<Runner> places = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        find(workers, BackendKinds.oracle().name(), null, null, places, leftOut);
        for (BackendKind peer : BackendKinds.in(Role.PEER)) {
            findPeer(workers, peer.name(), threads, places, leftOut);
        }
        for (BackendKind variant : BackendKinds.in(Role.VARIANT)) {
            String where = variant.has(Trait.OPENCL) ? device : null;
            find(workers, variant.name(), where, threads, places, leftOut);
        }
        findSubject(workers, device, drivers, threads, places, leftOut);
        requireOpenCl(device, threads, places, leftOut);
        List<Integer> limits = new ArrayList<>();
        if (job.full() && threads == null && canBeLimited(workers, device, places, leftOut)) {
            limits.add(1);
        }
        limits.add(threads);
        return new Reproduction(places, leftOut, configurations(job, places, limits));
    }

    private static List<Configuration> configurations(Job job, List<Runner> places, List<Integer> limits) {
        return job.networks().isEmpty()
                ? Matrix.of(places, job.full(), limits)
                : Matrix.of(job.networks(), places, limits);
    }

    /** One configuration of the subject for each limit of threads: a full run measures the roof of each. */
    public List<Configuration> roofed() {
        Map<Integer, Configuration> byLimit = new LinkedHashMap<>();
        configurations.stream()
                .filter(configuration ->
                        configuration.backend().equals(BackendKinds.subject().name()))
                .forEach(configuration -> byLimit.putIfAbsent(configuration.threads(), configuration));
        return List.copyOf(byLimit.values());
    }

    /** What a full run takes apart: the fused plans that have every kind of convolution, at the smallest size. */
    public List<Configuration> takenApart() {
        List<NetworkSpec> networks = Matrix.takenApart();
        return configurations.stream()
                .filter(configuration ->
                        configuration.backend().equals(BackendKinds.subject().name())
                                && configuration.plan() == PlanKind.FUSED
                                && networks.contains(configuration.network()))
                .toList();
    }

    /** What a reader must know where nothing runs on OpenCL: what is checked and timed instead. */
    public Optional<String> instead() {
        if (places.stream().anyMatch(Reproduction::usesOpenCl)) {
            return Optional.empty();
        }
        return Optional.of("there is no OpenCL here; what is measured says nothing about a device, only about "
                + places.stream().map(Runner::backend).collect(Collectors.joining(" and ")));
    }

    /** Compute units that a configuration of the subject runs on. */
    public int units(Configuration configuration) {
        return configuration.threads() != null
                ? configuration.threads()
                : places.getLast().device().computeUnits();
    }

    /** The networks of the paper's Table 8, at its smallest size. */
    public static List<NetworkSpec> networks() {
        return Matrix.table8();
    }

    /** Of these the ones that a phone would run: its ShuffleNets, and the rival of their size. */
    public static List<NetworkSpec> forPhones() {
        return Matrix.forPhones();
    }

    /** Whether one thread is another setting than all of them, and to be had. */
    private static boolean canBeLimited(Workers workers, String device, List<Runner> places, List<String> leftOut) {
        Runner last = places.getLast();
        if (last.device().computeUnits() == 1) {
            return false;
        }
        if (!usesOpenCl(last)) {
            return BackendKinds.of(last.backend()).has(Trait.OWN_THREADS);
        }
        List<Runner> limited = new ArrayList<>();
        find(workers, last.backend(), device, 1, limited, leftOut);
        return !limited.isEmpty();
    }

    private static void find(
            Workers workers,
            String backend,
            String device,
            Integer threads,
            List<Runner> places,
            List<String> leftOut) {
        try {
            places.add(new Runner(backend, workers.find(backend, device, threads)));
        } catch (BackendUnavailableException e) {
            leftOut.add(e.getMessage());
        }
    }

    /** The subject is what the run is about: without them there is none, unless there is no OpenCL at all. */
    private static void findSubject(
            Workers workers,
            String device,
            List<String> drivers,
            Integer threads,
            List<Runner> places,
            List<String> leftOut) {
        try {
            String subject = BackendKinds.subject().name();
            places.add(new Runner(subject, workers.find(subject, device, threads)));
        } catch (BackendUnavailableException e) {
            boolean asked = device != null || threads != null; // refused below, with what every backend said
            if (!asked && !(e instanceof NoDriverException)) {
                throw Backends.defaultCannotRun(e.getMessage());
            }
            if (!asked && !drivers.isEmpty()) {
                throw Backends.noneAnswers(drivers);
            }
            leftOut.add(e.getMessage());
        }
    }

    /** A peer that crashes here is left out like one that is missing: the run is not about it. */
    private static void findPeer(
            Workers workers, String peer, Integer threads, List<Runner> places, List<String> leftOut) {
        try {
            find(workers, peer, null, threads, places, leftOut);
        } catch (ExecutionException e) {
            leftOut.add(e.getMessage());
        }
    }

    /** What was asked for by name or number must be there; only who asks for nothing gets what there is. */
    private static void requireOpenCl(String device, Integer threads, List<Runner> places, List<String> leftOut) {
        if (places.stream().noneMatch(Reproduction::usesOpenCl) && (device != null || threads != null)) {
            throw new BackendUnavailableException(String.join("; ", leftOut));
        }
    }

    static boolean usesOpenCl(Runner place) {
        return BackendKinds.of(place.backend()).has(Trait.OPENCL);
    }
}
