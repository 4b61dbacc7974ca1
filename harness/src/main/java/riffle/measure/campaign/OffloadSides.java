package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Role;
import riffle.execution.Trait;
import riffle.measure.process.Workers;
import riffle.offload.OffloadResult.Side;

/**
 * Host and device of an offload experiment. The host is what its user would run there: the first peer that runs,
 * or else PoCL on the processor; never the reference.
 *
 * @param host the host's engine
 * @param device the device's
 * @param sameProcessor whether the device is the host's own processor
 */
public record OffloadSides(Side host, Side device, boolean sameProcessor) {

    /** How names of a processor begin: PoCL's before and since version 4, and Mesa's. */
    private static final List<String> PROCESSORS = List.of("pthread", "cpu-", "llvmpipe");

    /**
     * Finds both.
     *
     * @param backend of the device
     * @param asked index of the device or part of its name; null for the first
     * @param threads limit of compute units; null for none
     * @param processor model of the host's processor, if the system tells
     * @throws BackendUnavailableException if the device is not there, or there is nothing to compare it with
     */
    public static OffloadSides find(
            Workers workers, String backend, String asked, Integer threads, Optional<String> processor) {
        if (!BackendKinds.of(backend).has(Trait.OPENCL)) {
            throw new BackendUnavailableException("--backend is " + backend + ", but a device is reached by "
                    + BackendKinds.names(Trait.OPENCL, "or"));
        }
        Device device = workers.find(backend, asked, threads);
        boolean same = isProcessor(device, processor);
        return new OffloadSides(host(workers, device, same, threads), new Side(backend, device), same);
    }

    static boolean isProcessor(Device device, Optional<String> processor) {
        return PROCESSORS.stream().anyMatch(device.name()::startsWith)
                || processor.filter(device.name()::contains).isPresent();
    }

    private static Side host(Workers workers, Device device, boolean same, Integer threads) {
        List<String> missing = new ArrayList<>();
        List<BackendKind> peers = BackendKinds.in(Role.PEER).stream()
                .filter(peer -> !peer.has(Trait.OPENCL))
                .toList();
        for (BackendKind peer : peers) {
            try {
                return new Side(peer.name(), workers.find(peer.name(), null, threads));
            } catch (BackendUnavailableException e) {
                missing.add(e.getMessage());
            }
        }
        if (!same) {
            for (String name : PROCESSORS) {
                Optional<Device> pocl = tryFind(workers, name, threads);
                if (pocl.isPresent()) {
                    return new Side(BackendKinds.subject().name(), pocl.get());
                }
            }
        }
        throw new BackendUnavailableException("nothing to compare " + device.name() + " with: "
                + String.join("; ", missing)
                + "; or install PoCL beside another device: apt-get install pocl-opencl-icd");
    }

    private static Optional<Device> tryFind(Workers workers, String name, Integer threads) {
        try {
            return Optional.of(workers.find(BackendKinds.subject().name(), name, threads));
        } catch (BackendUnavailableException e) {
            return Optional.empty();
        }
    }
}
