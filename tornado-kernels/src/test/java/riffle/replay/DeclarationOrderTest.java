package riffle.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.bundle.Declarations;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.Devices;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;

/**
 * TornadoVM declares variables in the order of a hash map, which differs between processes, and an OpenCL compiler that
 * fuses products and sums may choose by it which of two products. Kernels are written so that there is no choice: else
 * the library, where declarations are sorted, would not agree to the last bit with what TornadoVM runs.
 */
final class DeclarationOrderTest {

    private static final KernelLibrary SHIPPED = Library.shipped();

    /** Kernels that are run in another order of declarations, too: a driver compiles each anew. */
    private static final int RUN = 6;

    @ParameterizedTest
    @EnumSource(Kernel.class)
    void noSumIsOfTwoProducts(Kernel kernel) {
        assertEquals(List.of(), FusedSums.of(opencl(kernel)).withTwoProducts());
    }

    @Test
    void aSumOfTwoProductsIsFound() {
        FusedSums sums = FusedSums.of("""
                f_1  =  f_2 * f_3;
                v4f_4  =  v4f_5 * v4f_6;
                f_7  =  f_8;
                f_7  =  f_1;
                f_9  =  f_1 + f_10;
                f_11  =  f_12 + v4f_4.s2;
                f_13  =  f_7 - v4f_4.s0;
                v2f_14  =  (float2)(f_8, f_7);
                v2f_15  =  v2f_14 + v2f_14;
                i_16  =  i_17 * i_18;
                i_19  =  i_16 + i_16;
                """);
        assertEquals(List.of("f_7 - v4f_4.s0", "v2f_14 + v2f_14"), sums.withTwoProducts());
        assertEquals(2, sums.withOneProduct());
    }

    /** Of the shortest kernels that sum products the largest case: in the smallest no loop runs. */
    @TestFactory
    Stream<DynamicTest> kernelsComputeTheSameInAnotherOrderOfDeclarations() {
        OpenClDevice device =
                OpenClDevices.all().get(Devices.bundle().devices().getFirst().index());
        Map<Kernel, Subject> largest = new EnumMap<>(Kernel.class);
        for (Case some : ShapeTable.all()) {
            for (KernelSet set : KernelSet.values()) {
                Plan plan = Planner.plan(some.network(), PlanKind.FUSED, set);
                if (plan.calls().size() == 1) {
                    largest.merge(
                            plan.calls().getFirst().kernel(),
                            new Subject(some, plan),
                            BinaryOperator.maxBy(Comparator.comparing(Subject::elements)));
                }
            }
        }
        return largest.entrySet().stream()
                .sorted(Comparator.comparing(form -> opencl(form.getKey()).length()))
                .filter(form -> FusedSums.of(opencl(form.getKey())).withOneProduct() > 0)
                .limit(RUN)
                .map(form -> dynamicTest(
                        form.getKey() + ": " + form.getValue().some().name(),
                        () -> assertBothOrdersAgree(form.getValue(), device)));
    }

    private static String opencl(Kernel kernel) {
        return SHIPPED.source(kernel).opencl();
    }

    private static void assertBothOrdersAgree(Subject subject, OpenClDevice device) {
        float[] expected = subject.output(SHIPPED, device);
        Random random = new Random(expected.length); // one order for each kernel: a driver compiles each anew
        Map<Kernel, KernelSource> sources = new EnumMap<>(Kernel.class);
        for (KernelCall call : subject.plan().calls()) {
            KernelSource source = SHIPPED.source(call.kernel());
            String opencl = Declarations.arranged(source.opencl(), names -> Collections.shuffle(names, random));
            sources.put(call.kernel(), new KernelSource(call.kernel(), opencl, source.javaHash()));
        }
        KernelLibrary shuffled = new KernelLibrary(SHIPPED.tornadoVersion(), SHIPPED.buildOptions(), sources);
        assertArrayEquals(expected, subject.output(shuffled, device));
    }

    private record Subject(Case some, Plan plan) {

        int elements() {
            return some.network().output().elements();
        }

        float[] output(KernelLibrary library, OpenClDevice device) {
            try (Execution execution = new Replay(plan, library, some.weights(), device)) {
                return execution.run(some.inputs()).output().data();
            }
        }
    }
}
