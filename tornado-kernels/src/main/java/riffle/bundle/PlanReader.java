package riffle.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.operator.Cost;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;
import riffle.plan.step.Packing;
import riffle.tensor.Shape;

/** The plan in a bundle's manifest. Reading checks each value; {@link riffle.plan.Bounds} checks them together. */
final class PlanReader {

    /** Key of what a plan is written in; without it, wide kernels, as in files from before there were others. */
    static final String KERNEL_SET = "kernel_set";

    /**
     * Key of what a plan was made for; without it, two threads with 1 MiB each, as in files from before it could
     * differ.
     */
    static final String PLANNED_FOR = "planned_for";

    private static final int LONGEST_NAME = 200;
    private static final int MOST_BUFFERS = 10_000;
    private static final int MOST_CALLS = 10_000;
    private static final int MOST_NODES = 100;
    private static final int MOST_CONSTANTS = 100;

    private PlanReader() {}

    static Plan read(ManifestValue manifest) {
        List<Buffer> buffers = new ArrayList<>();
        Map<Integer, Packing> packings = new HashMap<>();
        for (ManifestValue place : manifest.at("buffers").list(1, MOST_BUFFERS)) {
            Buffer buffer = buffer(place);
            buffers.add(buffer);
            if (buffer.role() == Buffer.Role.WEIGHTS) {
                packings.put(buffer.id(), packing(place.at("packing")));
            }
        }
        List<KernelCall> calls = manifest.at("calls").list(1, MOST_CALLS).stream()
                .map(PlanReader::call)
                .toList();
        PlanKind kind = oneOf(manifest.at("plan"), PlanKind.values(), PlanKind::label);
        ManifestValue set = manifest.at(KERNEL_SET);
        KernelSet kernels =
                set.node().isMissingNode() ? KernelSet.WIDE : oneOf(set, KernelSet.values(), KernelSet::label);
        return new Plan(
                manifest.at("network").text(LONGEST_NAME),
                kind,
                kernels,
                profile(manifest.at(PLANNED_FOR)),
                buffers,
                packings,
                calls);
    }

    private static DeviceProfile profile(ManifestValue place) {
        if (place.node().isMissingNode()) {
            return DeviceProfile.DEFAULT;
        }
        try {
            return new DeviceProfile(
                    place.at("threads").integer(0), place.at("cache_bytes").count());
        } catch (IllegalArgumentException e) {
            throw place.problem("does not fit: " + e.getMessage());
        }
    }

    /** How a role is written. */
    static String label(Buffer.Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** The kernel whose method a place names. */
    static Kernel kernel(ManifestValue place) {
        String found = place.text(LONGEST_NAME);
        return Arrays.stream(Kernel.values())
                .filter(kernel -> kernel.method().equals(found))
                .findFirst()
                .orElseThrow(() -> place.expected("a kernel that this version has"));
    }

    private static Buffer buffer(ManifestValue place) {
        List<Integer> extents = integers(place.at("shape"), 4, 1);
        try {
            return new Buffer(
                    place.at("id").integer(0),
                    place.at("name").text(LONGEST_NAME),
                    oneOf(place.at("role"), Buffer.Role.values(), PlanReader::label),
                    new Shape(extents.get(0), extents.get(1), extents.get(2), extents.get(3)),
                    place.at("border").integer(0),
                    place.at("slack").integer(0));
        } catch (IllegalArgumentException e) {
            throw place.problem("does not fit: " + e.getMessage());
        }
    }

    private static Packing packing(ManifestValue place) {
        String kind = place.at("kind").text(LONGEST_NAME);
        return switch (kind) {
            case "filter" ->
                new Packing.Filter(
                        place.at("weight").text(LONGEST_NAME),
                        place.at("outputs").integer(1),
                        place.at("groups").integer(1),
                        place.at("block").integer(1),
                        normalisation(place.at("normalisation")));
            case "bias" ->
                new Packing.Bias(
                        place.at("bias").optional().map(bias -> bias.text(LONGEST_NAME)),
                        place.at("outputs").integer(1),
                        place.at("groups").integer(1),
                        place.at("block").integer(1),
                        normalisation(place.at("normalisation")));
            case "scale" -> {
                ManifestValue norm = place.at("normalisation");
                yield new Packing.Scale(
                        place.at("channels").integer(1),
                        normalisation(norm).orElseThrow(() -> norm.expected("an object")));
            }
            case "response coefficients" ->
                new Packing.ResponseCoefficients(
                        place.at("size").integer(1),
                        place.at("alpha").real(),
                        place.at("beta").real(),
                        place.at("k").real());
            case "whole" -> new Packing.Whole(place.at("parameter").text(LONGEST_NAME));
            case "constants" ->
                new Packing.Constants(place.at("values").list(1, MOST_CONSTANTS).stream()
                        .map(ManifestValue::anyReal)
                        .toList());
            default ->
                throw place.at("kind").expected("filter, bias, scale, response coefficients, whole or constants");
        };
    }

    private static Optional<Packing.Normalisation> normalisation(ManifestValue place) {
        return place.optional()
                .map(norm -> new Packing.Normalisation(
                        norm.at("name").text(LONGEST_NAME), norm.at("epsilon").real()));
    }

    /** The least that an entry may be which may be negative. */
    private static final int ANY = Integer.MIN_VALUE;

    private static KernelCall call(ManifestValue place) {
        Kernel kernel = kernel(place.at("kernel"));
        List<String> nodes = place.at("nodes").list(0, MOST_NODES).stream()
                .map(node -> node.text(LONGEST_NAME))
                .toList();
        Launch launch = new Launch(
                place.at("name").text(LONGEST_NAME),
                kernel.method(),
                place.at("class").text(LONGEST_NAME),
                nodes,
                new Cost(
                        place.at("macs").count(),
                        place.at("bytes_read").count(),
                        place.at("bytes_written").count()));
        List<Integer> global = integers(place.at("global"), 3, 1);
        List<Integer> local = integers(place.at("local"), 3, 1);
        try {
            return new KernelCall(
                    launch,
                    kernel,
                    kernel.shape().stream()
                            .map(entry -> place.at("shape").at(entry).integer(kernel.isSigned(entry) ? ANY : 0))
                            .toList(),
                    kernel.buffers().stream()
                            .map(buffer -> place.at("buffers").at(buffer).integer(0))
                            .toList(),
                    new NdRange(global.get(0), global.get(1), global.get(2), local.get(0), local.get(1)));
        } catch (IllegalArgumentException e) {
            throw place.problem("does not fit: " + e.getMessage());
        }
    }

    private static List<Integer> integers(ManifestValue place, int size, int least) {
        return place.list(size, size).stream().map(each -> each.integer(least)).toList();
    }

    private static <E> E oneOf(ManifestValue place, E[] values, Function<E, String> label) {
        String found = place.text(LONGEST_NAME);
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(found))
                .findFirst()
                .orElseThrow(() -> place.expected(
                        "one of " + Arrays.stream(values).map(label).toList()));
    }
}
