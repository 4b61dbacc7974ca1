package riffle.flat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.bundle.BundleException;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Buffer;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.WeightPacker;
import riffle.plan.family.Kernel;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/** Flat bundles: what is written is read again, the same content is the same bytes, and damage is seen. */
final class FlatFileTest {

    private static final NetworkSpec SPEC =
            NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25).withSize(32, 40).withBatch(2);
    private static final Network NETWORK = SPEC.build();
    private static final Weights WEIGHTS = SeededWeights.draw(NETWORK, 1);
    private static final Tensor INPUT = Tensor.random(NETWORK.input(), 2);
    private static final Tensor OUTPUT = Tensor.random(NETWORK.output(), 3);

    @TempDir
    private Path folder;

    private static KernelLibrary library(String body) {
        Map<Kernel, KernelSource> kernels = new EnumMap<>(Kernel.class);
        for (Kernel kernel : Kernel.values()) {
            String source = "__kernel void " + kernel.method() + "()\n{" + body + "}\n";
            kernels.put(kernel, new KernelSource(kernel, source, "0".repeat(64)));
        }
        return new KernelLibrary("5.2.0-jdk25", "-cl-mad-enable -w", kernels);
    }

    private static FlatBundle bundle(PlanKind kind, KernelSet set, String body) {
        return FlatBundle.of(
                library(body),
                SourceForm.GENERATED,
                Planner.plan(NETWORK, kind, set),
                SPEC,
                WEIGHTS,
                "random",
                new FlatBundle.Pass(List.of(INPUT), OUTPUT, 1e-4));
    }

    @Test
    void whatIsWrittenIsRead() {
        for (PlanKind kind : PlanKind.values()) {
            for (KernelSet set : KernelSet.values()) {
                FlatBundle bundle = bundle(kind, set, "");
                Path file = folder.resolve("a.flat");
                FlatFile.write(bundle, file);
                assertEquals(bundle, FlatFile.read(file));
            }
        }
    }

    @Test
    void theSameContentIsTheSameBytes() throws IOException {
        FlatFile.write(bundle(PlanKind.FUSED, KernelSet.NARROW, ""), folder.resolve("a.flat"));
        FlatFile.write(bundle(PlanKind.FUSED, KernelSet.NARROW, ""), folder.resolve("b.flat"));
        assertArrayEquals(Files.readAllBytes(folder.resolve("a.flat")), Files.readAllBytes(folder.resolve("b.flat")));
    }

    @Test
    void anInputLiesBetweenItsBorders() {
        Shape shape = new Shape(2, 3, 4, 5);
        Buffer buffer = new Buffer(0, "input", Buffer.Role.INPUT, shape, 2, 7);
        Tensor tensor = Tensor.random(shape, 4);

        FloatBuffer content = FlatBuffer.input(buffer, tensor).content().orElseThrow();

        float[] expected = new float[2 * 3 * (4 + 4) * (5 + 4) + 7];
        for (int plane = 0; plane < 6; plane++) {
            for (int y = 0; y < 4; y++) {
                for (int x = 0; x < 5; x++) {
                    expected[plane * 72 + (y + 2) * 9 + x + 2] = tensor.get(plane / 3, plane % 3, y, x);
                }
            }
        }
        assertEquals(FloatBuffer.wrap(expected), content);
    }

    @Test
    void weightsArePacked() {
        FlatBundle bundle = bundle(PlanKind.FUSED, KernelSet.WIDE, "");
        Plan plan = Planner.plan(NETWORK, PlanKind.FUSED, KernelSet.WIDE);
        for (Buffer buffer : plan.buffers(Buffer.Role.WEIGHTS)) {
            float[] packed = WeightPacker.pack(plan.packings().get(buffer.id()), WEIGHTS);
            FloatBuffer content = bundle.buffers().get(buffer.id()).content().orElseThrow();
            assertEquals(buffer.elements(), content.remaining());
            assertEquals(FloatBuffer.wrap(packed), content.slice(0, packed.length), buffer.name());
        }
    }

    @Test
    void partsOfKernelsAreThereWhereTheLibraryHasThem() {
        FlatBundle wide = bundle(PlanKind.FUSED, KernelSet.WIDE, "");
        FlatLaunch launch = wide.launches().stream()
                .filter(some -> wide.kernels().get(some.kernel()).method().equals("depthwiseConv3x3"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "depthwiseConv3x3Memory",
                wide.kernels().get(launch.memoryOnly()).method());
        assertEquals(
                "depthwiseConv3x3Compute",
                wide.kernels().get(launch.computeOnly()).method());
        assertTrue(
                wide.launches().stream().anyMatch(some -> some.memoryOnly() == FlatLaunch.NONE),
                "pooling has no parts");
    }

    @Test
    void everyDamagedByteIsSeen() throws IOException {
        Path file = folder.resolve("a.flat");
        FlatFile.write(bundle(PlanKind.FUSED, KernelSet.NARROW, ""), file);
        byte[] whole = Files.readAllBytes(file);
        for (int i = 0; i < whole.length; i += 1 + i / 10) {
            whole[i] ^= 0x10;
            Files.write(file, whole);
            assertThrows(BundleException.class, () -> FlatFile.read(file));
            whole[i] ^= 0x10;
        }
        Files.write(file, whole);
        assertEquals(NETWORK.name(), FlatFile.read(file).head().network());
    }

    @Test
    void otherCharactersThanAsciiAreRefused() {
        Path file = folder.resolve("a.flat");
        FlatBundle strange = bundle(PlanKind.FUSED, KernelSet.NARROW, "/* \u00e9 */");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FlatFile.write(strange, file));
        assertTrue(e.getMessage().contains("U+00E9"), e::getMessage);
        assertFalse(Files.exists(file));
    }

    @Test
    void aReferenceOfAnotherShapeIsRefused() {
        FlatBundle.Pass pass = new FlatBundle.Pass(List.of(INPUT), INPUT, 1e-4);
        Plan plan = Planner.plan(NETWORK, PlanKind.FUSED, KernelSet.NARROW);
        KernelLibrary library = library("");
        assertThrows(
                IllegalArgumentException.class,
                () -> FlatBundle.of(library, SourceForm.GENERATED, plan, SPEC, WEIGHTS, "random", pass));
    }

    @Test
    void aNetworkThatIsTooLargeIsRefusedBeforeItIsWritten() {
        Path file = Path.of("a.flat");
        FlatFile.requireSize(file, Integer.MAX_VALUE);
        BundleException refused =
                assertThrows(BundleException.class, () -> FlatFile.requireSize(file, 1L + Integer.MAX_VALUE));
        assertTrue(refused.getMessage().contains("would have 2147483648 bytes"), refused::getMessage);
    }
}
