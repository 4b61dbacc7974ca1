package riffle.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import riffle.bundle.Declarations;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.Devices;
import riffle.execution.Execution;
import riffle.execution.KernelSet;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;

/**
 * TornadoVM declares variables in the order of a hash map, which differs between processes, and an OpenCL compiler that
 * fuses products and sums may choose by it which of them. Kernels are written so that it does not: else the library,
 * where declarations are sorted, would not agree to the last bit with what TornadoVM runs. Of each kernel the largest
 * case is taken of those with the fewest launches: in the smallest no loop runs.
 */
final class DeclarationOrderTest {

    @TestFactory
    Stream<DynamicTest> eachKernelComputesTheSameInAnotherOrderOfDeclarations() {
        OpenClDevice device =
                OpenClDevices.all().get(Devices.bundle().devices().getFirst().index());
        Comparator<Subject> better = Comparator.<Subject>comparingInt(
                        subject -> -subject.plan().calls().size())
                .thenComparing(Subject::elements);
        Map<String, Subject> largest = new TreeMap<>();
        ShapeTable.all().stream()
                .flatMap(some -> Stream.of(KernelSet.values())
                        .flatMap(set -> Planner.kinds(some.network(), set).stream()
                                .map(kind -> new Subject(some, Planner.plan(some.network(), kind, set)))))
                .forEach(subject -> largest.merge(subject.form(), subject, BinaryOperator.maxBy(better)));
        return largest.entrySet().stream()
                .map(form -> dynamicTest(
                        form.getKey() + ": " + form.getValue().some().name(),
                        () -> assertBothOrdersAgree(form.getValue(), device)));
    }

    private static void assertBothOrdersAgree(Subject subject, OpenClDevice device) {
        KernelLibrary shipped = Library.shipped();
        float[] expected = subject.output(shipped, device);
        Random random = new Random(expected.length); // one order for each kernel: a driver compiles each anew
        Map<Kernel, KernelSource> sources = new EnumMap<>(Kernel.class);
        for (KernelCall call : subject.plan().calls()) {
            KernelSource source = shipped.source(call.kernel());
            String opencl = Declarations.arranged(source.opencl(), names -> Collections.shuffle(names, random));
            sources.put(call.kernel(), new KernelSource(call.kernel(), opencl, source.javaHash()));
        }
        KernelLibrary shuffled = new KernelLibrary(shipped.tornadoVersion(), shipped.buildOptions(), sources);
        assertArrayEquals(expected, subject.output(shuffled, device));
    }

    private record Subject(Case some, Plan plan) {

        /** The last kernel, and for which vectors it is asked to compute where it knows several. */
        String form() {
            KernelCall call = plan.calls().getLast();
            return call.kernel().method() + ", lanes " + call.entry("lanes").orElse(0);
        }

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
