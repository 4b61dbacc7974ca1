package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.execution.Backend;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.reference.Reference;
import riffle.replay.BundleBackend;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** Models drawn from seeds on an OpenCL device, in every plan and set of kernels: graphs that nobody thought of. */
final class RandomModelsOnDeviceTest {

    private static final int MODELS = 60;
    private static final long SEED = 4100;
    private static final List<KernelSet> SETS = List.of(KernelSet.values());

    @Test
    void plansAgreeWithTheReference() {
        Backend bundle = new BundleBackend();
        Device device = device(bundle);
        for (long seed = SEED; seed < SEED + MODELS; seed++) {
            RandomModel drawn = new RandomModel(seed);
            byte[] bytes =
                    drawn.model(drawn.steps().size() - 1, Set.of()).model().toByteArray();
            OnnxNetwork read = OnnxModels.read(Path.of("random.onnx"), () -> bytes, InputSizes.OPEN, Map.of());
            List<Integer> dims = drawn.input().dims();
            Tensor input = Tensor.random(new Shape(dims.get(0), dims.get(1), dims.get(2), dims.get(3)), seed);
            Weights weights = read.weights();
            Tensor expected = Reference.run(read.network(), weights, List.of(input));
            KernelSet set = SETS.get(Math.floorMod(seed, SETS.size()));
            Backend inSet = bundle.with(set);
            for (PlanKind plan : inSet.plans(read.network(), device)) {
                try (Execution execution = inSet.prepare(read.network(), weights, plan, device)) {
                    Comparison comparison = Comparison.withNonFinite(
                            execution.run(List.of(input)).output(), expected);
                    assertTrue(
                            comparison.within(Tolerance.NETWORK.value()),
                            "seed " + seed + ", " + plan + ", " + set + ": " + comparison.detail() + " of "
                                    + read.network().nodes());
                }
            }
        }
    }

    private static Device device(Backend bundle) {
        try {
            return bundle.devices().getFirst();
        } catch (BackendUnavailableException e) {
            if (List.of(System.getProperty("riffle.require", "").split(",", -1)).contains("opencl")) {
                return fail("required by -Driffle.require=opencl: " + e.getMessage());
            }
            return abort(e.getMessage());
        }
    }
}
