package riffle.flat;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.WeightsFit;
import riffle.execution.SourceForm;
import riffle.form.Forms;
import riffle.network.NetworkSpec;
import riffle.plan.Bounds;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.WeightPacker;
import riffle.plan.family.Kernel;
import riffle.replay.Prelude;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * All that a run of one network on one input needs, and what comes out of it.
 *
 * @param head what it says of itself as a whole
 * @param kernels those that its launches name, whole and in part, and the micro-kernels
 * @param buffers by id
 * @param launches in order
 * @param reference the output, as the reference computes it
 */
public record FlatBundle(
        FlatHead head,
        List<FlatKernel> kernels,
        List<FlatBuffer> buffers,
        List<FlatLaunch> launches,
        FloatBuffer reference) {

    /** What the ceilings of a device are measured with. */
    private static final Set<Kernel> MICRO_KERNELS = EnumSet.of(
            Kernel.PEAK_1,
            Kernel.PEAK_2,
            Kernel.PEAK_4,
            Kernel.PEAK_8,
            Kernel.PEAK_16,
            Kernel.FILL,
            Kernel.READ,
            Kernel.COPY,
            Kernel.TRIAD,
            Kernel.NOTHING);

    public FlatBundle {
        kernels = List.copyOf(kernels);
        buffers = List.copyOf(buffers);
        launches = List.copyOf(launches);
    }

    /**
     * One forward pass.
     *
     * @param inputs in the order of the plan's inputs
     * @param reference what the reference makes of them
     * @param tolerance largest error allowed, relative to the largest output
     */
    public record Pass(List<Tensor> inputs, Tensor reference, double tolerance) {
        public Pass {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * The flat form of a plan.
     *
     * @param library has the kernels; parts and micro-kernels that it lacks are left out
     * @param sources the form that its sources are in
     * @param spec the network, as results files are to call it
     * @param origin where the weights are from, for people
     * @throws riffle.bundle.BundleException if the library lacks a kernel of the plan
     * @throws riffle.form.FormException if a source cannot be brought into the form
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public static FlatBundle of(
            KernelLibrary library,
            SourceForm sources,
            Plan plan,
            NetworkSpec spec,
            Weights weights,
            String origin,
            Pass pass) {
        Bounds.check(plan);
        WeightsFit.check(plan, weights);
        Buffer output = plan.buffers(Buffer.Role.OUTPUT).getFirst();
        if (output.border() != 0
                || !pass.reference().shape().equals(output.shape())
                || pass.inputs().size() != plan.buffers(Buffer.Role.INPUT).size()) {
            throw new IllegalArgumentException("reference is "
                    + pass.reference().shape() + " of " + pass.inputs().size() + " inputs, expected "
                    + output.shape() + " without a border of "
                    + plan.buffers(Buffer.Role.INPUT).size());
        }
        FlatHead head = new FlatHead(
                plan.network(),
                plan.kind().label(),
                plan.kernels().label(),
                library.buildOptions(),
                library.tornadoVersion(),
                spec.architecture().label(),
                Stream.of(plan.note(), sources.note()).flatMap(Optional::stream).collect(Collectors.joining("; ")),
                origin,
                FlatHead.groups(spec),
                FlatHead.scale(spec),
                spec.batch(),
                spec.height(),
                spec.width(),
                pass.tolerance(),
                output.id());
        List<Kernel> kernels = kernels(library, plan);
        return new FlatBundle(
                head,
                kernels.stream()
                        .map(kernel -> kernel(Forms.of(sources, library.source(kernel))))
                        .toList(),
                buffers(plan, weights, pass.inputs()),
                plan.calls().stream().map(call -> launch(call, kernels)).toList(),
                FloatBuffer.wrap(pass.reference().data()));
    }

    private static List<Kernel> kernels(KernelLibrary library, Plan plan) {
        Set<Kernel> needed = EnumSet.copyOf(MICRO_KERNELS);
        for (KernelCall call : plan.calls()) {
            call.kernel().only(Kernel.Work.MEMORY).ifPresent(needed::add);
            call.kernel().only(Kernel.Work.COMPUTE).ifPresent(needed::add);
        }
        needed.retainAll(library.kernels().keySet());
        plan.calls().forEach(call -> needed.add(call.kernel()));
        return List.copyOf(needed);
    }

    private static FlatKernel kernel(KernelSource source) {
        Kernel kernel = source.kernel();
        return new FlatKernel(
                kernel.method(),
                Prelude.SOURCE + source.opencl(),
                source.javaHash(),
                kernel.shape().size(),
                kernel.buffers().size());
    }

    private static List<FlatBuffer> buffers(Plan plan, Weights weights, List<Tensor> inputs) {
        List<FlatBuffer> buffers = new ArrayList<>();
        List<Buffer> sources = plan.buffers(Buffer.Role.INPUT);
        for (Buffer buffer : plan.buffers()) {
            buffers.add(
                    switch (buffer.role()) {
                        case INPUT -> FlatBuffer.input(buffer, inputs.get(sources.indexOf(buffer)));
                        case WEIGHTS ->
                            FlatBuffer.packed(
                                    buffer, WeightPacker.pack(plan.packings().get(buffer.id()), weights));
                        case OUTPUT, INTERMEDIATE, SCRATCH -> FlatBuffer.empty(buffer);
                    });
        }
        return buffers;
    }

    private static FlatLaunch launch(KernelCall call, List<Kernel> kernels) {
        return new FlatLaunch(
                call.launch().name(),
                call.launch().operatorClass(),
                kernels.indexOf(call.kernel()),
                position(call.kernel().only(Kernel.Work.MEMORY), kernels),
                position(call.kernel().only(Kernel.Work.COMPUTE), kernels),
                call.shape(),
                call.buffers(),
                call.kernel().reach(call.shape(), call.range()),
                call.range(),
                call.launch().cost());
    }

    /** Of a part, which may be no kernel of its own. */
    private static int position(Optional<Kernel> part, List<Kernel> kernels) {
        return part.filter(kernels::contains).map(kernels::indexOf).orElse(FlatLaunch.NONE);
    }
}
