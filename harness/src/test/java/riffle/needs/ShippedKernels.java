package riffle.needs;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.bundle.CallingConvention;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.cases.NonFiniteShapes;
import riffle.cases.ShapeTable;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.measure.campaign.Reproduction;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.opencl.OpenClDevice;
import riffle.plan.KernelCall;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;

/**
 * What every kernel of the shipped library asks: over the networks of the paper at 224x224, batch 1, every unit, every
 * case of an operator, in every plan; the micro-kernels; and the parts of kernels.
 */
final class ShippedKernels {

    private static final int POINTER_BYTES = 8;

    /** Arguments before a kernel's own. */
    private static final int LEADING = 4;

    /** Vectors of a device, in floats. */
    private static final int WIDEST = 16;

    private final KernelLibrary library;
    private final Map<Kernel, SourceNeeds> sources = new EnumMap<>(Kernel.class);
    private final Map<Kernel, KernelNeeds> needs = new EnumMap<>(Kernel.class);

    private ShippedKernels(KernelLibrary library) {
        this.library = library;
    }

    /** Sets of kernels that a GPU may get. */
    static Set<KernelSet> setsOfGpus() {
        Set<KernelSet> sets = EnumSet.noneOf(KernelSet.class);
        IntStream.rangeClosed(0, WIDEST).forEach(lanes -> sets.add(OpenClDevice.suiting(false, lanes)));
        return sets;
    }

    /** Kernels that plans in some sets launch, and the micro-kernels, which every device gets. */
    static List<KernelNeeds> of(Set<KernelSet> sets) {
        ShippedKernels kernels = new ShippedKernels(Library.shipped());
        for (KernelSet set : sets) {
            networks().forEach(spec -> kernels.add(spec.build(), Optional.of(spec.title()), set));
            Stream.concat(ShapeTable.all().stream(), NonFiniteShapes.all().stream())
                    .forEach(each -> kernels.add(each.network(), Optional.empty(), set));
        }
        MicroPlan.everything(new MicroPlan.Layout(1, NdRange.of(1 << 10, 1, 1).localX(), 0), 1)
                .build()
                .calls()
                .forEach(call -> kernels.add(call, 0, "as the device takes"));
        return List.copyOf(kernels.needs.values());
    }

    /** Table 8's networks, ShuffleNet with every g, and every unit. */
    private static List<NetworkSpec> networks() {
        List<NetworkSpec> networks = new ArrayList<>(Reproduction.networks());
        for (int groups : new int[] {1, 2, 4, 8}) {
            networks.add(NetworkSpec.of(Architecture.SHUFFLENET, groups, 1));
        }
        for (Architecture family : Architecture.values()) {
            if (family.isUnit()) {
                networks.add(NetworkSpec.of(family, family.usualGroups(), 1).withSize(28, 28));
            }
        }
        return networks;
    }

    private void add(Network network, Optional<String> title, KernelSet set) {
        for (PlanKind kind : PlanKind.values()) {
            Plan plan = Planner.plan(network, kind, set);
            for (KernelCall call : plan.calls()) {
                long bytes = call.buffers().stream()
                        .mapToLong(id -> CallingConvention.HEADER_BYTES
                                + (long) Float.BYTES * plan.buffers().get(id).elements())
                        .max()
                        .orElseThrow();
                add(call, bytes, title.orElse("cases"));
            }
        }
    }

    /** Adds a launch, and those of its kernel's parts. */
    private void add(KernelCall call, long bufferBytes, String of) {
        for (Kernel.Work part : Kernel.Work.values()) {
            call.kernel().only(part).ifPresent(kernel -> {
                NdRange range = call.range();
                int arguments = LEADING
                        + (kernel.shape().isEmpty() ? 0 : 1)
                        + kernel.buffers().size();
                KernelNeeds found = new KernelNeeds(
                        kernel,
                        (long) range.localX() * range.localY(),
                        (long) POINTER_BYTES * arguments,
                        sources.computeIfAbsent(
                                kernel,
                                each -> SourceNeeds.of(library.source(each).opencl())),
                        bufferBytes,
                        of);
                needs.merge(kernel, found, KernelNeeds::and);
            });
        }
    }
}
