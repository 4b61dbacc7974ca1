package riffle.needs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import riffle.bundle.Library;
import riffle.execution.KernelSet;
import riffle.needs.SourceNeeds.Feature;
import riffle.plan.family.Kernel;

/** No kernel that a GPU may get asks for more than the GPU is known to give, or than OpenCL promises. */
final class KernelNeedsTest {

    private static final Path PAGE = Path.of("../docs/kernel-needs.md");
    private static final Path WRITTEN = Path.of("target/kernel-needs-tables.md");

    /** AlexNet's first fully connected layer has 9216 x 4096 weights: docs/kernel-needs.md says what that means. */
    private static final List<String> WITH_A_REASON = List.of(
            "fullyConnected: 150994960 bytes of a buffer, of 33554432",
            "fullyConnectedMemory: 150994960 bytes of a buffer, of 33554432",
            "fullyConnectedCompute: 150994960 bytes of a buffer, of 33554432");

    @Test
    void noKernelOfAGpuAsksForMoreThanIsKnownOrPromised() {
        List<String> beyond = new ArrayList<>();
        List<KernelNeeds> all = ShippedKernels.of(ShippedKernels.setsOfGpus());
        for (KernelNeeds needs : all) {
            for (String exceeded : exceeded(needs)) {
                beyond.add(needs.kernel().method() + ": " + exceeded);
            }
        }
        assertEquals(WITH_A_REASON, beyond);
        assertTrue(all.size() > 30, all::toString);
    }

    /** OpenCL's promises, and what is known of each GPU. */
    private static List<String> exceeded(KernelNeeds needs) {
        List<String> exceeded = new ArrayList<>(Limits.PROMISED.exceededBy(needs));
        for (Gpu gpu : Gpu.values()) {
            gpu.known().exceededBy(needs).forEach(what -> exceeded.add(gpu.title() + ", " + what));
        }
        return exceeded;
    }

    @Test
    void gpusGetTheNarrowSetAndEveryShippedKernelIsLookedAt() {
        assertEquals(Set.of(KernelSet.NARROW), ShippedKernels.setsOfGpus());
        assertEquals(
                Library.shipped().kernels().keySet(),
                EnumSet.copyOf(ShippedKernels.of(EnumSet.allOf(KernelSet.class)).stream()
                        .map(KernelNeeds::kernel)
                        .toList()));
    }

    @Test
    void thePageHasTheTables() throws IOException {
        List<String> tables = NeedsTables.all().stream().flatMap(String::lines).toList();
        Files.write(Files.createDirectories(WRITTEN.getParent()).resolve(WRITTEN.getFileName()), tables);
        List<String> page = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("|"))
                .toList();
        assertEquals(tables, page, () -> PAGE + " differs from what the kernels ask; its tables are in " + WRITTEN);
    }

    @Test
    void whatAsksForMoreIsFound() {
        SourceNeeds modest = SourceNeeds.of("__kernel void relu(__local uchar *_local_region) { float f_1 = 1.0F; }");
        assertEquals(new SourceNeeds(0, 8, Set.of(), Set.of()), modest);
        assertEquals(List.of(), exceeded(new KernelNeeds(Kernel.RELU, 64, 48, modest, 1 << 20, "a")));
        assertEquals(
                List.of(
                        "257 bytes of arguments, of 256",
                        "400000000 bytes of a buffer, of 33554432",
                        "Mali-G52, 1025 work-items of a group, of 384",
                        "Adreno 6xx, 1025 work-items of a group, of 1024",
                        "Adreno 7xx, 1025 work-items of a group, of 1024",
                        "Adreno 7xx, 400000000 bytes of a buffer, of 311000000"),
                exceeded(new KernelNeeds(Kernel.RELU, 1025, 257, modest, 400_000_000, "a")));
        SourceNeeds greedy = SourceNeeds.of("""
                #pragma OPENCL EXTENSION cl_khr_fp64 : enable
                __kernel void a() {
                  __private float ul_1[300]; // double
                  __local float l_1[256]; __local int l_2[1];
                  double d_1; barrier(CLK_LOCAL_MEM_FENCE);
                }
                """);
        assertEquals(Set.of("cl_khr_fp64"), greedy.extensions());
        assertEquals(
                List.of(
                        "1028 bytes of local memory, of 1024",
                        "fp64",
                        "barriers",
                        "Mali-G52, 1200 bytes of private arrays, of 256",
                        "Mali-G57, 1200 bytes of private arrays, of 256",
                        "Mali-G610, 1200 bytes of private arrays, of 256",
                        "Adreno 6xx, 1200 bytes of private arrays, of 1024"),
                exceeded(new KernelNeeds(Kernel.RELU, 64, 48, greedy, 0, "a")));
    }

    @Test
    void featuresAreSeenInSourcesAndNotInComments() {
        assertEquals(
                Set.of(),
                SourceNeeds.of("// double\nfloat f_1 = 1.0F + f_2.x; int i = 10; float f = 1.0E-4F;")
                        .features());
        assertEquals(Set.of(Feature.FP64), SourceNeeds.of("f_1 = 0.5 * f_2;").features());
        assertEquals(Set.of(Feature.FP64), SourceNeeds.of("f_1 = 1.0E-4;").features());
        assertEquals(Set.of(Feature.FP16), SourceNeeds.of("half4 h;").features());
        assertEquals(Set.of(Feature.INT64), SourceNeeds.of("ulong ul_1;").features());
        assertEquals(
                Set.of(Feature.ATOMICS), SourceNeeds.of("atomic_add(p, 1);").features());
        assertEquals(
                Set.of(Feature.IMAGES),
                SourceNeeds.of("__read_only image2d_t a").features());
        assertThrows(IllegalArgumentException.class, () -> SourceNeeds.of("__private uchar16 a[4];"));
    }
}
