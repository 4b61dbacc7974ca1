package riffle.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import riffle.bundle.Library;
import riffle.cases.Tolerance;
import riffle.execution.KernelSet;
import riffle.execution.SourceForm;
import riffle.flat.FlatBundle;
import riffle.flat.FlatFile;
import riffle.measure.protocol.Workload;
import riffle.plan.Plan;
import riffle.reference.Reference;
import riffle.tensor.Tensor;

/** Writes what riffle-run takes: a network with weights, an input and the reference's output. */
final class FlatNetwork {

    /** Where the weights of {@link Trained#drawn} are from. */
    static final String DRAWN = "random, seed " + Workload.SEED;

    private FlatNetwork() {}

    /**
     * Runs the reference and writes the file.
     *
     * @param form what is changed in the plan's sources; empty for what suits the devices of its kernel set
     * @param origin where the weights are from, for people
     * @return what the file holds, in a line
     */
    static String write(Trained trained, Plan plan, Optional<SourceForm> form, String origin, Path file) {
        List<Tensor> inputs = Workload.inputs(trained.network(), Workload.SEED);
        Tensor expected = Reference.run(trained.network(), trained.weights(), inputs);
        FlatBundle.Pass pass = new FlatBundle.Pass(inputs, expected, Tolerance.NETWORK.value());
        SourceForm chosen = form.orElseGet(() -> usualForm(plan.kernels()));
        FlatBundle bundle =
                FlatBundle.of(Library.shipped(), chosen, plan, trained.spec(), trained.weights(), origin, pass);
        FlatFile.write(bundle, file);
        return file + ": " + plan.network() + ", " + plan.calls().size() + " launches in "
                + plan.kernels().label() + " kernels, "
                + chosen.note().map(note -> note + ", ").orElse("") + origin + " weights; for riffle-run";
    }

    /** Narrow kernels are for GPUs and ARM processors, the others for those of x86: the set tells the device. */
    private static SourceForm usualForm(KernelSet set) {
        return set == KernelSet.NARROW ? SourceForm.INDEXED : SourceForm.GENERATED;
    }
}
