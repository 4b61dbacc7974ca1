package riffle.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.offload.Ladders;
import riffle.offload.OffloadResult.Place;
import riffle.offload.Point;
import riffle.offload.Probe;
import riffle.result.Block;
import riffle.result.Status;

/** Sweeps over real and made-up workers. */
class SweepTest {

    private static final Device CPU = new Device(0, "CPU", "Engine", "1", 2);
    private static final Device GPU = new Device(1, "Fake GPU", "Fake OpenCL", "2", 32);
    private static final Device POCL = new Device(0, "pthread-fast", "Portable Computing Language", "3", 2);
    private static final Place HOST = new Place("onnxruntime", CPU);
    private static final Place DEVICE = new Place("bundle", GPU);

    private static final List<Probe> PROBES = Ladders.network(
                    new NetworkSpec(Architecture.UNIT_B, 3, 0.25, 1, 14, 14, 10))
            .subList(0, 3);

    private final List<String> started = new ArrayList<>();

    private static Block took(double ms) {
        return new Block(
                true, List.of(ms), 1, List.of(ms, ms), List.of(0.1, 0.1), List.of(List.of(ms / 2), List.of(ms / 2)));
    }

    @Test
    void aProbeThatKillsItsWorkerHasNoNumberAndTheRestGoesOn() {
        Workers workers = (request, heard) -> {
            Request.Sweep sweep = (Request.Sweep) request;
            for (Probe probe : sweep.probes()) {
                if (probe.equals(PROBES.get(1)) && sweep.backend().equals("bundle")) {
                    return Answer.Refused.of(Status.FAILED, "the worker ended with status 134");
                }
                heard.accept(new Answer.Probed(took(sweep.backend().equals("bundle") ? 4 : 8), null));
            }
            return new Answer.Swept();
        };
        List<Point> points = new Sweep(workers, HOST, DEVICE, null, started::add).run(List.of(PROBES), 2);
        assertEquals(PROBES, points.stream().map(Point::probe).toList());
        assertEquals(0.5, points.get(0).ratio());
        assertEquals(0.5, points.get(2).ratio());
        assertEquals("bundle: the worker ended with status 134", points.get(1).reason());
        assertEquals(4, points.get(0).device().samples());
        assertEquals(4 - 2 - 0.1, points.get(0).device().dispatchMs(), 1e-9);
    }

    @Test
    void everyOtherBlockBeginsWithTheDevice() {
        Workers workers = (request, heard) -> {
            ((Request.Sweep) request).probes().forEach(probe -> heard.accept(new Answer.Probed(took(1), null)));
            return new Answer.Swept();
        };
        List<Point> unused = new Sweep(workers, HOST, DEVICE, null, started::add).run(List.of(PROBES), 2);
        List<String> order = started.stream()
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
        assertEquals(List.of("onnxruntime", "bundle", "bundle", "onnxruntime"), order);
    }

    /** Whole, head and tail inside a worker: each verified against the reference, each timed. */
    @Test
    void partsOfANetworkAreVerifiedAndTimed() {
        NetworkSpec network = new NetworkSpec(Architecture.SHUFFLENET, 3, 0.25, 1, 32, 32, 1000);
        List<Probe> probes = Ladders.network(network).stream()
                .filter(probe -> probe.network().equals(network))
                .toList()
                .subList(0, 3);
        List<Answer> answers = new ArrayList<>();
        Answer.Last last = SweepTask.run(
                BackendKinds.open("onnxruntime", Optional.empty()),
                new Request.Sweep(probes, "onnxruntime", "0", null, new Sampling(2, 1, 5)),
                answers::add);
        assertTrue(last instanceof Answer.Swept);
        List<Answer.Probed> probed = answers.stream()
                .filter(Answer.Probed.class::isInstance)
                .map(Answer.Probed.class::cast)
                .toList();
        assertEquals(3, probed.size());
        for (Answer.Probed each : probed) {
            assertEquals(null, each.reason());
            assertEquals(2, each.block().samplesMs().size());
        }
    }

    private static Workers having(Device onnxRuntime, Device... openCl) {
        return (request, heard) -> {
            Request.FindDevice find = (Request.FindDevice) request;
            if (find.backend().equals("onnxruntime")) {
                return onnxRuntime == null
                        ? Answer.Refused.of(Status.UNAVAILABLE, "its library cannot be loaded")
                        : new Answer.Found(onnxRuntime);
            }
            for (Device device : openCl) {
                if (find.device() == null || device.name().contains(find.device())) {
                    return new Answer.Found(device);
                }
            }
            return Answer.Refused.of(Status.UNAVAILABLE, "no such device");
        };
    }

    private static OffloadPlaces find(Workers workers) {
        return OffloadPlaces.find(workers, "bundle", null, null, Optional.of("Fast CPU 9"));
    }

    @Test
    void theHostIsOnnxRuntimeOrElsePocl() {
        assertEquals(new OffloadPlaces(HOST, DEVICE, false), find(having(CPU, GPU, POCL)));
        assertEquals(new Place("bundle", POCL), find(having(null, GPU, POCL)).host());
        assertTrue(find(having(CPU, POCL)).sameProcessor());
        assertTrue(find(having(CPU, new Device(0, "Fast CPU 9 @ 3 GHz", "Vendor", "1", 2)))
                .sameProcessor());
        assertFalse(find(having(CPU, GPU)).sameProcessor());
    }

    @Test
    void withoutASecondEngineThereIsNothingToCompare() {
        for (Workers workers : List.of(having(null, POCL), having(null, GPU))) {
            String refusal = assertThrows(BackendUnavailableException.class, () -> find(workers))
                    .getMessage();
            assertTrue(refusal.startsWith("nothing to compare "), refusal);
            assertTrue(refusal.contains("its library cannot be loaded"), refusal);
        }
    }

    @Test
    void theReferenceIsNoDevice() {
        assertThrows(
                BackendUnavailableException.class,
                () -> OffloadPlaces.find(having(CPU, GPU), "reference", null, null, Optional.empty()));
    }
}
