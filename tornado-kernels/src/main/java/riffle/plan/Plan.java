package riffle.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.execution.DeviceMemory;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.plan.family.Kernel;
import riffle.plan.step.Packing;

/**
 * Everything that an executor needs to run a network.
 *
 * @param network name of the network
 * @param kind how it was fused
 * @param kernels which kernels it is written in
 * @param device what it is made for; it computes the same on any other
 * @param buffers by id
 * @param packings how each buffer of role WEIGHTS is filled, by buffer id
 * @param calls launches in order
 */
public record Plan(
        String network,
        PlanKind kind,
        KernelSet kernels,
        DeviceProfile device,
        List<Buffer> buffers,
        Map<Integer, Packing> packings,
        List<KernelCall> calls) {

    public Plan {
        buffers = List.copyOf(buffers);
        packings = Map.copyOf(packings);
        calls = List.copyOf(calls);
    }

    /** The same with other launches. */
    public Plan withCalls(List<KernelCall> others) {
        return new Plan(network, kind, kernels, device, buffers, packings, others);
    }

    /** Its launches, in order. */
    public List<Launch> launches() {
        return calls.stream().map(KernelCall::launch).toList();
    }

    /**
     * The same with only a part of each kernel that comes in parts; the results are not those of the network. A part
     * reaches no further than the whole, so what was checked of the whole holds.
     */
    public Plan only(Kernel.Work part) {
        List<KernelCall> parts = calls.stream()
                .map(call -> call.kernel()
                        .only(part)
                        .map(kernel ->
                                new KernelCall(call.launch(), kernel, call.shape(), call.buffers(), call.range()))
                        .orElse(call))
                .toList();
        return withCalls(parts);
    }

    /** What a reader of its times must know: which kernels, where they are not the wide ones. */
    public Optional<String> note() {
        if (kernels == KernelSet.WIDE) {
            return Optional.empty();
        }
        return Optional.of(kernels.label() + " kernels"
                + (kind == PlanKind.MERGED && kernels == KernelSet.NARROW ? ", the launches of plan fused" : ""));
    }

    /**
     * The memory that it takes where some buffers share theirs.
     *
     * @param activations bytes of everything but weights
     */
    public DeviceMemory memory(long activations) {
        long weights =
                buffers(Buffer.Role.WEIGHTS).stream().mapToLong(Liveness::bytes).sum();
        return new DeviceMemory(weights, activations, Liveness.of(this).largestSetBytes());
    }

    /** Buffers of a role, in the order of their ids. */
    public List<Buffer> buffers(Buffer.Role role) {
        return buffers.stream().filter(buffer -> buffer.role() == role).toList();
    }
}
