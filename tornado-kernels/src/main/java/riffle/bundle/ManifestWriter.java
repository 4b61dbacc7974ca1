package riffle.bundle;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.network.Network;
import riffle.operator.Cost;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.step.NdRange;
import riffle.plan.step.Packing;
import riffle.tensor.Shape;

/**
 * What a library or bundle says about itself, in JSON; keys in a fixed order, kernels in that of {@link
 * riffle.plan.family.Kernel}.
 */
final class ManifestWriter {

    static final String LIBRARY = "riffle kernel library";
    static final String BUNDLE = "riffle bundle";
    static final int VERSION = 1;

    private ManifestWriter() {}

    /** Indented, with a line feed at the end. */
    static byte[] bytes(ObjectNode manifest) {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
        try {
            String text = new JsonMapper().writer(printer).writeValueAsString(manifest);
            return (text + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode library(KernelLibrary library) {
        return kernels(LIBRARY, library);
    }

    static ObjectNode bundle(KernelLibrary library, Plan plan, boolean weights) {
        ObjectNode json = kernels(BUNDLE, library);
        json.put("network", plan.network());
        json.put("plan", plan.kind().label());
        if (plan.kernels() != KernelSet.WIDE) {
            json.put(PlanReader.KERNEL_SET, plan.kernels().label());
        }
        if (!plan.device().equals(DeviceProfile.DEFAULT)) {
            json.putObject(PlanReader.PLANNED_FOR)
                    .put("threads", plan.device().threads())
                    .put("cache_bytes", plan.device().cacheBytes());
        }
        json.put("weights", weights ? BundleZip.WEIGHTS : null);
        ArrayNode inputs = json.putArray("inputs");
        List<Buffer> sources = plan.buffers(Buffer.Role.INPUT);
        for (int i = 0; i < sources.size(); i++) {
            tensor(inputs.addObject(), Network.inputName(i), sources.get(i));
        }
        tensor(
                json.putObject("output"),
                "output",
                plan.buffers(Buffer.Role.OUTPUT).getFirst());
        ArrayNode buffers = json.putArray("buffers");
        plan.buffers().forEach(buffer -> buffer(buffers.addObject(), buffer, plan));
        ArrayNode calls = json.putArray("calls");
        plan.calls().forEach(call -> call(calls.addObject(), call));
        return json;
    }

    private static ObjectNode kernels(String format, KernelLibrary library) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", format);
        json.put("format_version", VERSION);
        json.put("tornadovm_version", library.tornadoVersion());
        json.put("build_options", library.buildOptions());
        json.set("calling_convention", CallingConvention.json());
        ArrayNode kernels = json.putArray("kernels");
        new TreeMap<>(library.kernels()).values().forEach(source -> kernel(kernels.addObject(), source));
        return json;
    }

    private static void kernel(ObjectNode json, KernelSource source) {
        List<String> shape = source.kernel().shape();
        List<String> buffers = source.kernel().buffers();
        json.put("method", source.kernel().method());
        json.put("source", BundleZip.source(source.kernel()));
        json.put("java_hash", source.javaHash());
        json.put("specialisation", "none");
        ArrayNode arguments = json.putArray("arguments");
        if (!shape.isEmpty()) {
            ArrayNode entries = arguments
                    .addObject()
                    .put("name", "shape")
                    .put("kind", "int array")
                    .put("access", "read")
                    .putArray("entries");
            shape.forEach(entries::add);
        }
        for (String buffer : buffers) {
            boolean last = buffer.equals(buffers.getLast());
            // a kernel that can address a border reads its corner
            String written = shape.contains("border") ? "read and write" : "write";
            arguments.addObject().put("name", buffer).put("kind", "float array").put("access", last ? written : "read");
        }
    }

    private static void tensor(ObjectNode json, String name, Buffer buffer) {
        json.put("name", name).put("buffer", buffer.id());
        shape(json, buffer.shape());
    }

    private static void buffer(ObjectNode json, Buffer buffer, Plan plan) {
        json.put("id", buffer.id());
        json.put("name", buffer.name());
        json.put("role", PlanReader.label(buffer.role()));
        shape(json, buffer.shape());
        json.put("border", buffer.border());
        json.put("slack", buffer.slack());
        json.put("elements", buffer.elements());
        if (plan.packings().containsKey(buffer.id())) {
            packing(json.putObject("packing"), plan.packings().get(buffer.id()));
        }
    }

    private static void packing(ObjectNode json, Packing packing) {
        switch (packing) {
            case Packing.Filter p -> {
                json.put("kind", "filter").put("weight", p.weight());
                json.put("outputs", p.outputs()).put("groups", p.groups()).put("block", p.block());
                p.normalisation().ifPresentOrElse(n -> normalisation(json, n), () -> json.putNull("normalisation"));
            }
            case Packing.Bias p -> {
                json.put("kind", "bias").put("bias", p.bias().orElse(null));
                json.put("outputs", p.outputs()).put("groups", p.groups()).put("block", p.block());
                p.normalisation().ifPresentOrElse(n -> normalisation(json, n), () -> json.putNull("normalisation"));
            }
            case Packing.Scale p -> {
                json.put("kind", "scale").put("channels", p.channels());
                normalisation(json, p.normalisation());
            }
            case Packing.ResponseCoefficients p ->
                json.put("kind", "response coefficients")
                        .put("size", p.size())
                        .put("alpha", p.alpha())
                        .put("beta", p.beta())
                        .put("k", p.k());
            case Packing.Whole p -> json.put("kind", "whole").put("parameter", p.parameter());
            case Packing.Constants p -> {
                ArrayNode values = json.put("kind", "constants").putArray("values");
                p.values().forEach(value -> constant(values, value));
            }
        }
    }

    /** JSON has no NaN and no infinities: they are text. */
    private static void constant(ArrayNode values, double value) {
        if (Double.isFinite(value)) {
            values.add(value);
        } else {
            values.add(Double.toString(value));
        }
    }

    private static void normalisation(ObjectNode json, Packing.Normalisation normalisation) {
        json.putObject("normalisation").put("name", normalisation.name()).put("epsilon", normalisation.epsilon());
    }

    private static void call(ObjectNode json, KernelCall call) {
        Cost cost = call.launch().cost();
        NdRange range = call.range();
        json.put("name", call.launch().name());
        json.put("kernel", call.kernel().method());
        json.put("class", call.launch().operatorClass());
        ArrayNode nodes = json.putArray("nodes");
        call.launch().nodes().forEach(nodes::add);
        json.put("macs", cost.macs());
        json.put("bytes_read", cost.bytesRead());
        json.put("bytes_written", cost.bytesWritten());
        named(json.putObject("shape"), call.kernel().shape(), call.shape());
        named(json.putObject("buffers"), call.kernel().buffers(), call.buffers());
        json.putArray("global").add(range.globalX()).add(range.globalY()).add(range.globalZ());
        json.putArray("local").add(range.localX()).add(range.localY()).add(1);
    }

    private static void named(ObjectNode json, List<String> names, List<Integer> values) {
        for (int i = 0; i < names.size(); i++) {
            json.put(names.get(i), values.get(i));
        }
    }

    private static void shape(ObjectNode json, Shape shape) {
        json.putArray("shape").add(shape.n()).add(shape.c()).add(shape.h()).add(shape.w());
    }
}
