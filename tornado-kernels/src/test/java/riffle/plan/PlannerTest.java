package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.operator.Arithmetic;
import riffle.operator.Arithmetic.Kind;
import riffle.operator.Cost;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;
import riffle.tensor.Shape;

final class PlannerTest {

    private static final Network SHUFFLENET =
            NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build();

    private static final List<Network> NETWORKS = Stream.concat(
                    Stream.of(
                            SHUFFLENET,
                            NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.5)
                                    .withBatch(2)
                                    .build(),
                            NetworkSpec.of(Architecture.MOBILENET, 1, 1).build(),
                            NetworkSpec.of(Architecture.ALEXNET, 1, 1).build()),
                    ShapeTable.all().stream().map(Case::network))
            .toList();

    @Test
    void everyPlanCoversEveryNodeOnce() {
        for (Network network : NETWORKS) {
            List<String> nodes =
                    network.nodes().stream().map(Node::name).sorted().toList();
            for (PlanKind kind : PlanKind.values()) {
                List<String> covered = Planner.plan(network, kind).launches().stream()
                        .flatMap(launch -> launch.nodes().stream())
                        .sorted()
                        .toList();
                assertEquals(nodes, covered, network::name);
            }
        }
    }

    @Test
    void everyValueIsWrittenBeforeItIsRead() {
        for (Network network : NETWORKS) {
            for (PlanKind kind : PlanKind.values()) {
                Plan plan = Planner.plan(network, kind);
                Set<Integer> written = new HashSet<>();
                plan.buffers(Buffer.Role.INPUT).forEach(buffer -> written.add(buffer.id()));
                plan.buffers(Buffer.Role.WEIGHTS).forEach(buffer -> written.add(buffer.id()));
                assertEquals(
                        plan.buffers(Buffer.Role.WEIGHTS).stream()
                                .map(Buffer::id)
                                .toList(),
                        plan.packings().keySet().stream().sorted().toList());
                for (KernelCall call : plan.calls()) {
                    List<Integer> read = call
                            .buffers()
                            .subList(0, call.buffers().size() - 1)
                            .stream()
                            .filter(id -> plan.buffers().get(id).role() != Buffer.Role.SCRATCH)
                            .toList();
                    assertTrue(written.containsAll(read), call::toString);
                    written.add(call.buffers().getLast());
                }
                plan.buffers(Buffer.Role.SCRATCH).forEach(buffer -> written.add(buffer.id()));
                assertEquals(plan.buffers().size(), written.size(), network::name);
                assertEquals(1, plan.buffers(Buffer.Role.OUTPUT).size());
            }
        }
    }

    @Test
    void multiplyAddsSurviveFusion() {
        for (Network network : NETWORKS) {
            for (PlanKind kind : PlanKind.values()) {
                long macs = Planner.plan(network, kind).launches().stream()
                        .mapToLong(launch -> launch.cost().macs())
                        .sum();
                assertEquals(network.cost().macs(), macs, network::name);
            }
        }
    }

    @Test
    void aFusedShuffleNetIsItsConvolutionsAndPools() {
        // conv1, 16 units of three convolutions, the last layer; max pool, three shortcuts, global pool
        assertEquals(
                1 + 16 * 3 + 1 + 1 + 3 + 1,
                Planner.plan(SHUFFLENET, PlanKind.FUSED).calls().size());
    }

    @Test
    void aMergedShuffleNetIsItsUnits() {
        Network small = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).build();
        // conv1, 16 units, the last layer; max pool, three shortcuts, global pool
        assertEquals(
                1 + 16 + 1 + 1 + 3 + 1,
                Planner.plan(small, PlanKind.MERGED).calls().size());
        Plan plan = Planner.plan(SHUFFLENET, PlanKind.MERGED);
        // at twice the width the last stage's four units do not pay
        assertEquals(1 + 12 + 4 * 3 + 1 + 1 + 3 + 1, plan.calls().size());
        assertEquals(1, plan.buffers(Buffer.Role.SCRATCH).size());
        Launch unit = plan.launches().stream()
                .filter(launch -> launch.name().equals("stage2.1.conv3"))
                .findFirst()
                .orElseThrow();
        assertEquals("merged unit", unit.operatorClass());
        assertEquals(
                List.of("conv1", "bn1", "relu1", "shuffle", "dwconv", "bn2", "conv3", "bn3", "add"),
                unit.nodes().stream().map(name -> name.replace("stage2.1.", "")).toList());
        // x once, though it is the residual too; weights and a bias for each channel
        long weights = 2 * 240 * 60 / 3 + 60 * 9 + 60 + 60 + 240;
        assertEquals(Float.BYTES * (240 * 28 * 28 + weights), unit.cost().bytesRead());
        assertEquals(Float.BYTES * 240 * 28 * 28, unit.cost().bytesWritten());
    }

    /** A sum of two values rides in a pointwise convolution, and so does the rectifier behind it; nothing else does. */
    @Test
    void sumsFoldIntoPointwiseConvolutions() {
        Shape shape = new Shape(1, 6, 5, 7);
        Arithmetic sum = Arithmetic.of(Kind.ADD, shape);
        Relu relu = new Relu(shape);
        PointwiseConv conv = new PointwiseConv(shape, 6, 1, true);
        assertEquals(List.of("pointwiseConvAdd relu=0"), behind(conv, sum));
        assertEquals(List.of("pointwiseConvAdd relu=1"), behind(conv, sum, relu));
        assertEquals(List.of("pointwiseConvAdd relu=0", "addArrays"), behind(conv, sum, sum));
        assertEquals(List.of("pointwiseConvAdd relu=1", "addArrays"), behind(conv, sum, relu, sum));
        assertEquals(List.of("pointwiseConv relu=1", "addArrays"), behind(conv, relu, sum));
        assertEquals(
                List.of("pointwiseConv relu=0", "multiplyArrays"), behind(conv, Arithmetic.of(Kind.MULTIPLY, shape)));
        assertEquals(
                List.of("pointwiseConv relu=0", "addArrays"),
                behind(conv, new Arithmetic(Kind.ADD, shape, shape, true)));
        assertEquals(
                List.of("pointwiseConv relu=0", "addBroadcast"),
                behind(conv, new Arithmetic(Kind.ADD, shape, new Shape(1, 6, 1, 1), true)));
        Shape plane = shape.withChannels(1);
        assertEquals(
                List.of("pointwiseConv relu=0", "addBroadcast"),
                behind(new PointwiseConv(shape, 1, 1, true), new Arithmetic(Kind.ADD, shape, plane, false)));
    }

    /** The launches of a pointwise convolution and what follows, the input being every sum's other operand. */
    private static List<String> behind(PointwiseConv conv, Operator... behind) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(new Node("conv", conv, List.of(Network.INPUT)));
        for (Operator operator : behind) {
            String last = nodes.getLast().name();
            List<String> inputs = operator.inputs().size() == 1 ? List.of(last) : List.of(Network.INPUT, last);
            nodes.add(new Node("op" + nodes.size(), operator, inputs));
        }
        Network network = new Network("chain", conv.inputs(), nodes, Optional.empty());
        return Planner.plan(network, PlanKind.FUSED).calls().stream()
                .map(call -> call.kernel().method()
                        + (call.entry("relu").isPresent()
                                ? " relu=" + call.entry("relu").getAsInt()
                                : ""))
                .toList();
    }

    @Test
    void plansOfTheSameLaunchesAreOneKind() {
        Network alexNet = NetworkSpec.of(Architecture.ALEXNET, 1, 1).build();
        assertEquals(List.of(PlanKind.UNFUSED, PlanKind.FUSED), Planner.kinds(alexNet));
        assertEquals(List.of(PlanKind.values()), Planner.kinds(SHUFFLENET));
    }

    @Test
    void narrowKernelsRunInFullGroupsOfManySmallWorkItems() {
        Plan plan = Planner.plan(SHUFFLENET, PlanKind.FUSED, KernelSet.NARROW);
        // as many launches as in wide kernels: pointwise convolutions write the borders that depthwise ones read
        assertEquals(
                Planner.plan(SHUFFLENET, PlanKind.FUSED).calls().size(),
                plan.calls().size());
        KernelCall first = plan.calls().stream()
                .filter(call -> call.launch().name().equals("stage3.1.conv1"))
                .findFirst()
                .orElseThrow();
        assertEquals(Kernel.NARROW_POINTWISE_CONV, first.kernel());
        assertEquals(40, first.entry("outPerGroup").orElseThrow());
        // 14 rows of 4 vectors, 3 groups of 5 blocks of 8 channels: 840, in full groups of 64
        assertEquals(896, first.range().globalX());
        for (KernelCall call : plan.calls()) {
            if (call.kernel().method().startsWith("narrow")) {
                assertEquals(64, call.range().localX(), call.launch().name());
            }
        }
    }

    @Test
    void nothingMergesInNarrowKernels() {
        assertEquals(List.of(PlanKind.UNFUSED, PlanKind.FUSED), Planner.kinds(SHUFFLENET, KernelSet.NARROW));
        assertEquals(
                PlanKind.MERGED,
                Planner.plan(SHUFFLENET, PlanKind.MERGED, KernelSet.NARROW).kind());
    }

    @Test
    void mediumPlansAreWideOnesWithLanesOfEight() {
        for (PlanKind kind : PlanKind.values()) {
            Plan wide = Planner.plan(SHUFFLENET, kind, KernelSet.WIDE);
            Plan medium = Planner.plan(SHUFFLENET, kind, KernelSet.MEDIUM);
            assertEquals(wide.buffers(), medium.buffers());
            for (int i = 0; i < wide.calls().size(); i++) {
                KernelCall expected = wide.calls().get(i);
                List<Integer> shape = new ArrayList<>(expected.shape());
                int lanes = expected.kernel().shape().indexOf("lanes");
                if (lanes >= 0) {
                    assertEquals(16, shape.set(lanes, 8));
                }
                assertEquals(
                        new KernelCall(
                                expected.launch(), expected.kernel(), shape, expected.buffers(), expected.range()),
                        medium.calls().get(i));
            }
        }
    }

    @Test
    void anUnfusedShuffleNetLaunchesEveryOperatorAndNoPadding() {
        Plan plan = Planner.plan(SHUFFLENET, PlanKind.UNFUSED);
        assertEquals(SHUFFLENET.nodes().size(), plan.calls().size());
    }

    @Test
    void fusionMovesFewerBytes() {
        Cost fused = total(PlanKind.FUSED);
        Cost unfused = total(PlanKind.UNFUSED);
        assertTrue(fused.bytes() < unfused.bytes() / 2, fused + " against " + unfused);
        Cost merged = total(PlanKind.MERGED);
        assertTrue(merged.bytes() < fused.bytes(), merged + " against " + fused);
    }

    @Test
    void everyKernelIsUsedBySomePlan() {
        Stream<Plan> ofNetworks = NETWORKS.stream()
                .flatMap(network -> Stream.of(PlanKind.values())
                        .flatMap(kind -> Stream.of(KernelSet.values()).map(set -> Planner.plan(network, kind, set))));
        Plan ofMicroKernels =
                MicroPlan.everything(new MicroPlan.Layout(1, 1, 1), 1).build();
        Set<Kernel> used = Stream.concat(ofNetworks, Stream.of(ofMicroKernels))
                .flatMap(plan -> Stream.of(Kernel.Work.values()).map(plan::only))
                .flatMap(plan -> plan.calls().stream())
                .map(KernelCall::kernel)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Kernel.values()), used);
    }

    @Test
    void aPlanSaysWhichKernelsWhereTheyAreNotWide() {
        assertEquals(Optional.empty(), note(PlanKind.MERGED, KernelSet.WIDE));
        assertEquals(Optional.of("medium kernels"), note(PlanKind.MERGED, KernelSet.MEDIUM));
        assertEquals(Optional.of("narrow kernels"), note(PlanKind.FUSED, KernelSet.NARROW));
        assertEquals(
                Optional.of("narrow kernels, the launches of plan fused"), note(PlanKind.MERGED, KernelSet.NARROW));
    }

    private static Optional<String> note(PlanKind kind, KernelSet set) {
        return Planner.plan(SHUFFLENET, kind, set).note();
    }

    @Test
    void aPartOfAKernelKnowsTheWhole() {
        for (Kernel.Work part : List.of(Kernel.Work.MEMORY, Kernel.Work.COMPUTE)) {
            Kernel kernel = Kernel.POINTWISE_CONV.only(part).orElseThrow();
            assertEquals(Kernel.POINTWISE_CONV, kernel.whole());
            assertEquals(part, kernel.part());
        }
        assertEquals(Kernel.POINTWISE_CONV, Kernel.POINTWISE_CONV.whole());
        assertEquals(Kernel.Work.ALL, Kernel.POINTWISE_CONV.part());
        assertEquals(Optional.empty(), Kernel.RELU.only(Kernel.Work.MEMORY));
    }

    /**
     * More threads: as many more bands and strips, and fewer steps that pay to merge; what is computed stays the same.
     */
    @Test
    void aPlanIsMadeForADevice() {
        Network small = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).build();
        DeviceProfile eight = new DeviceProfile(8, 1 << 18);
        Plan plan = Planner.plan(small, PlanKind.MERGED, KernelSet.WIDE, eight);
        assertEquals(eight, plan.device());
        KernelCall unit = plan.calls().stream()
                .filter(call -> call.kernel() == Kernel.SHUFFLE_UNIT)
                .findFirst()
                .orElseThrow();
        // 28 rows in eight bands of four, of which one is left over: seven
        assertEquals(4, unit.entry("rows").orElseThrow());
        assertEquals(7, unit.range().globalX());
        assertTrue(strips(small, eight) > strips(small, DeviceProfile.DEFAULT));
        assertEquals(
                Planner.plan(small, PlanKind.MERGED, KernelSet.WIDE).calls().size(),
                plan.calls().size(),
                "its units pay on eight threads too");
        Network larger = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2).build();
        assertTrue(Planner.plan(larger, PlanKind.MERGED, KernelSet.WIDE, eight)
                        .calls()
                        .size()
                > Planner.plan(larger, PlanKind.MERGED).calls().size());
    }

    /** Work-items of all pointwise convolutions. */
    private static int strips(Network network, DeviceProfile device) {
        return Planner.plan(network, PlanKind.FUSED, KernelSet.WIDE, device).calls().stream()
                .filter(call -> call.entry("strip").isPresent())
                .mapToInt(call -> call.range().globalX() * call.range().globalY())
                .sum();
    }

    /** MobileNet's 128 channels of 180x320 pixels, and of 56x56, in strips of half a megabyte at most. */
    @Test
    void stripsOfPointwiseConvolutionsFitACache() {
        for (Shape shape : List.of(new Shape(1, 128, 180, 320), new Shape(2, 128, 56, 56))) {
            PointwiseConv operator = new PointwiseConv(shape, 128, 1, false);
            KernelCall call =
                    Planner.plan(Network.of(operator), PlanKind.FUSED).calls().getLast();
            int strip = call.entry("strip").orElseThrow();
            assertTrue(4 * 128 * strip <= 1 << 19, "strips of " + strip + " pixels");
            // all 16 blocks of a strip before the next strip
            assertEquals(new NdRange(16, Math.ceilDiv(shape.pixels(), strip), shape.n(), 1, 1), call.range());
        }
    }

    private static Cost total(PlanKind kind) {
        return Planner.plan(SHUFFLENET, kind).launches().stream()
                .map(launch -> launch.cost())
                .reduce(Cost.NONE, Cost::plus);
    }
}
