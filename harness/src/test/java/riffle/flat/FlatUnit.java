package riffle.flat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;

/** A small flat bundle: a unit whose output is expected to be zeros; its kernels say how many arguments they take. */
final class FlatUnit {

    private static final NetworkSpec SPEC =
            NetworkSpec.of(Architecture.UNIT_B, 3, 0.25).withSize(3, 4);

    private FlatUnit() {}

    /** Writes {@code whole.flat} into a folder; these are its bytes. */
    static byte[] write(Path folder) throws IOException {
        return write(folder, KernelSet.WIDE);
    }

    /** The same in another set of kernels: narrow ones have work-groups of several work-items. */
    static byte[] write(Path folder, KernelSet set) throws IOException {
        Network network = SPEC.build();
        Map<Kernel, KernelSource> kernels = new EnumMap<>(Kernel.class);
        for (Kernel kernel : Kernel.values()) {
            int arguments =
                    (kernel.shape().isEmpty() ? 4 : 5) + kernel.buffers().size();
            kernels.put(kernel, new KernelSource(kernel, "// arguments:" + arguments + "\n", "0".repeat(64)));
        }
        FlatBundle bundle = FlatBundle.of(
                new KernelLibrary("5.2.0-jdk25", "-cl-mad-enable -w", kernels),
                SourceForm.GENERATED,
                Planner.plan(network, PlanKind.FUSED, set),
                SPEC,
                SeededWeights.draw(network, 1),
                "random",
                new FlatBundle.Pass(List.of(Tensor.random(network.input(), 2)), Tensor.zeros(network.output()), 1e-4));
        Path file = folder.resolve("whole.flat");
        FlatFile.write(bundle, file);
        return Files.readAllBytes(file);
    }
}
