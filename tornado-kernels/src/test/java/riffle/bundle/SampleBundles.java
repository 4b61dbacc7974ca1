package riffle.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** A library whose kernels do nothing, and bundles made of it. */
final class SampleBundles {

    static final Network NETWORK = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
            .withSize(64, 64)
            .withBatch(2)
            .build();

    private SampleBundles() {}

    static KernelLibrary library() {
        Map<Kernel, KernelSource> kernels = new EnumMap<>(Kernel.class);
        for (Kernel kernel : Kernel.values()) {
            String source = "__kernel void " + kernel.method() + "(__global long *_kernel_context)\n{\n}\n";
            kernels.put(
                    kernel,
                    new KernelSource(
                            kernel,
                            source,
                            String.format(Locale.ROOT, "%064x", kernel.method().hashCode())));
        }
        return new KernelLibrary("5.2.0-jdk25", "-cl-mad-enable -cl-fast-relaxed-math -w", kernels);
    }

    static Bundle bundle(Network network, PlanKind kind) {
        return bundle(network, kind, KernelSet.WIDE);
    }

    static Bundle bundle(Network network, PlanKind kind, KernelSet set) {
        return Bundle.of(library(), Planner.plan(network, kind, set), Optional.empty());
    }

    static Bundle withWeights(Network network) {
        Weights weights = SeededWeights.draw(network, 1);
        return Bundle.of(library(), Planner.plan(network, PlanKind.FUSED), Optional.of(weights));
    }

    /** What the file of a bundle without weights holds. */
    static BundleZip zip(Bundle bundle) {
        return BundleFile.content(
                bundle.library(), ManifestWriter.bundle(bundle.library(), bundle.plan(), false), Optional.empty());
    }

    /** A zip with another manifest. */
    static byte[] withManifest(BundleZip zip, UnaryOperator<String> change) {
        String manifest = new String(zip.entries().get(BundleZip.MANIFEST), StandardCharsets.UTF_8);
        return with(zip, BundleZip.MANIFEST, change.apply(manifest));
    }

    /** A zip with another entry. */
    static byte[] with(BundleZip zip, String name, String content) {
        Map<String, byte[]> entries = new HashMap<>(zip.entries());
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return bytes(new BundleZip(entries, zip.weights()));
    }

    static byte[] bytes(BundleZip zip) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            zip.write(out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
