package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Conv2d;
import riffle.operator.PointwiseConv;
import riffle.operator.Window;
import riffle.plan.family.Kernel;
import riffle.plan.family.PointwiseFamily;
import riffle.plan.step.NdRange;
import riffle.plan.step.Packing;
import riffle.tensor.Shape;

final class BoundsTest {

    /** Seconds for every fault that lives: mutation testing leaves these out. */
    private static final String EXHAUSTIVE = "exhaustive";

    private static Plan shuffleNet(PlanKind kind, KernelSet set) {
        return Planner.plan(network(Architecture.SHUFFLENET, 3, 0.5, 2, 64), kind, set);
    }

    /** Every kind of plan in wide kernels, one with medium ones of every form, and those that differ in narrow ones. */
    static Stream<Arguments> forms() {
        return Stream.concat(
                Stream.of(PlanKind.values()).map(kind -> arguments(kind, KernelSet.WIDE)),
                Stream.of(
                        arguments(PlanKind.MERGED, KernelSet.MEDIUM),
                        arguments(PlanKind.UNFUSED, KernelSet.NARROW),
                        arguments(PlanKind.FUSED, KernelSet.NARROW)));
    }

    /**
     * Everything that is planned anywhere: every family, groups and width, odd sizes, a batch; every case of an
     * operator.
     */
    private static Stream<Network> networks() {
        List<Network> networks = new ArrayList<>();
        for (int batch : List.of(1, 3)) {
            for (int size : List.of(224, 131, 64)) {
                for (int groups : List.of(1, 2, 3, 4, 8)) {
                    for (double scale : List.of(0.25, 0.5, 1.0)) {
                        networks.add(network(Architecture.SHUFFLENET, groups, scale, batch, size));
                    }
                }
                networks.add(network(Architecture.MOBILENET, 1, 1, batch, size));
                networks.add(network(Architecture.ALEXNET, 1, 1, batch, size));
                networks.add(network(Architecture.ALEXNET_CONVOLUTIONS, 1, 1, batch, size));
            }
        }
        for (int perGroup = 1; perGroup < 9; perGroup++) {
            networks.add(residual(new Shape(2, 3 * perGroup, 7, 7), 3));
        }
        return Stream.concat(networks.stream(), ShapeTable.all().stream().map(Case::network));
    }

    private static Network network(Architecture family, int groups, double scale, int batch, int size) {
        return NetworkSpec.of(family, groups, scale)
                .withBatch(batch)
                .withSize(size, size)
                .build();
    }

    /** A pointwise convolution and the addition of its input: blocks of 4 channels that a group may not fill. */
    private static Network residual(Shape shape, int groups) {
        return new Network(
                "residual",
                List.of(shape),
                List.of(
                        new Node("conv", new PointwiseConv(shape, shape.c(), groups, false), List.of(Network.INPUT)),
                        new Node("sum", new AddRelu(shape), List.of(Network.INPUT, "conv"))),
                Optional.empty());
    }

    /**
     * How far kernels read beyond the last element of a tensor, over all networks: what {@link Buffer#slack} covers.
     */
    @ParameterizedTest
    @Tag(EXHAUSTIVE)
    @MethodSource("forms")
    void everyPlanKeepsToItsBuffers(PlanKind kind, KernelSet set) {
        Map<Kernel, Integer> beyond = new EnumMap<>(Kernel.class);
        networks().forEach(network -> {
            Plan plan = Planner.plan(network, kind, set);
            Bounds.check(plan);
            for (KernelCall call : plan.calls()) {
                List<Integer> last =
                        call.kernel().reach(call.shape(), call.range()).last();
                for (int i = 0; i < last.size(); i++) {
                    Buffer buffer = plan.buffers().get(call.buffers().get(i));
                    int tensor = buffer.elements() - buffer.slack();
                    beyond.merge(call.kernel(), last.get(i) + 1 - tensor, Math::max);
                }
                Buffer y = plan.buffers().get(call.buffers().getLast());
                assertTrue(last.getLast() < y.elements() - y.slack(), "stores are exact");
            }
        });
        if (set == KernelSet.NARROW) {
            assertEquals(3, beyond.get(Kernel.NARROW_POINTWISE_CONV), "one column");
            assertEquals(8, beyond.get(Kernel.NARROW_CONV2D), "two columns, a stride of 4");
            assertEquals(15, beyond.values().stream().mapToInt(i -> i).max().orElseThrow(), "normalisation");
            return;
        }
        assertEquals(15, beyond.get(Kernel.POINTWISE_CONV), "one pixel");
        assertEquals(6, beyond.get(Kernel.CONV2D_STRIDE_1));
        assertEquals(7, beyond.get(Kernel.DEPTHWISE_CONV), "one column");
        assertEquals(0, beyond.get(Kernel.DEPTHWISE_CONV_3X3));
        assertEquals(0, beyond.get(Kernel.DEPTHWISE_CONV_3X3_STRIDE_2));
        assertEquals(16, beyond.get(Kernel.CONV2D), "a stride of 4");
        assertEquals(16, beyond.values().stream().mapToInt(i -> i).max().orElseThrow());
    }

    /** Seven columns a stride apart, of which only the first is in the row: the worst that a convolution can read. */
    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "9", "20"})
    void aConvolutionReadsSixStridesTooFarAtMost(int stride) {
        Conv2d operator = new Conv2d(new Shape(1, 3, 1, 7 * stride + 1), 4, Window.square(1, stride, 0), 1, false);
        Plan plan = Planner.plan(Network.of(operator), PlanKind.FUSED);
        Buffer input = plan.buffers(Buffer.Role.INPUT).getFirst();
        KernelCall call = plan.calls().getLast();
        int last = call.kernel().reach(call.shape(), call.range()).last().getFirst();
        assertEquals(6 * stride, last + 1 - input.shape().elements());
    }

    /** No strip is stored lane by lane that need not be, and none reads beyond a plane of 16 pixels or more. */
    @Test
    void everyStripOfAPointwiseConvolutionFillsAVector() {
        for (int pixels = 1; pixels < 400; pixels++) {
            for (int strips = 1; strips < 20; strips++) {
                int strip = new PointwiseFamily(pixels, 1, 1, 1, pixels, 0, 1, 1, 0, 16)
                        .inStrips(strips)
                        .strip();
                int last = pixels - (Math.ceilDiv(pixels, strip) - 1) * strip;
                assertTrue(last >= Math.min(pixels, 16), pixels + " pixels in " + strips + " strips: " + last);
                assertTrue(strip <= pixels && strip >= Math.min(pixels, 32), strip + " of " + pixels);
            }
        }
    }

    @Test
    void aBufferShorterThanItsReaderReachesIsRefused() {
        Conv2d operator = new Conv2d(new Shape(1, 3, 1, 71), 4, Window.square(1, 10, 0), 1, false);
        Plan plan = Planner.plan(Network.of(operator), PlanKind.FUSED);
        List<Buffer> buffers = new ArrayList<>(plan.buffers());
        Buffer x = buffers.getFirst();
        buffers.set(0, new Buffer(0, x.name(), x.role(), x.shape(), x.border(), x.slack() - 1));
        assertEquals(
                "call 0 (op, conv2d): x reaches element 272 of buffer 0 (input), which has 272",
                message(new Plan(
                        plan.network(),
                        plan.kind(),
                        plan.kernels(),
                        plan.device(),
                        buffers,
                        plan.packings(),
                        plan.calls())));
    }

    /** Each entry of each call's shape, made too large or too small, one at a time. */
    @ParameterizedTest
    @Tag(EXHAUSTIVE)
    @MethodSource("forms")
    void noEntryOfAShapeCanBeMadeLargerOrZero(PlanKind kind, KernelSet set) {
        Plan plan = shuffleNet(kind, set);
        for (int i = 0; i < plan.calls().size(); i++) {
            KernelCall call = plan.calls().get(i);
            for (int entry = 0; entry < call.shape().size(); entry++) {
                String name = call.kernel().shape().get(entry);
                refused(plan, i, withShape(call, entry, Integer.MIN_VALUE), name + " is ");
                refused(plan, i, withShape(call, entry, -1), name + " is ");
                // windows are cut at the edges, so that those that lie outside read nothing
                if (!name.equals("padding")) {
                    refused(
                            plan,
                            i,
                            withShape(call, entry, Integer.MAX_VALUE),
                            name + " is ",
                            "an index overflows",
                            "the NDRange ",
                            "expected a divisor of the " + Integer.MAX_VALUE);
                }
                if (!List.of("relu", "depthwiseRelu", "firstRelu", "padding", "firstPlane", "border")
                        .contains(name)) {
                    refused(plan, i, withShape(call, entry, 0), name + " is ");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noBufferCanBeExchangedForASmallerOne(PlanKind kind, KernelSet set) {
        Plan plan = shuffleNet(kind, set);
        KernelCall call = plan.calls().getFirst();
        int smallest = plan.buffers().stream()
                .filter(buffer -> buffer.role() == Buffer.Role.WEIGHTS)
                .min((a, b) -> Integer.compare(a.elements(), b.elements()))
                .orElseThrow()
                .id();
        List<Integer> buffers = new ArrayList<>(call.buffers());
        buffers.set(0, smallest);
        refused(
                plan,
                0,
                new KernelCall(call.launch(), call.kernel(), call.shape(), buffers, call.range()),
                "x reaches");
        buffers.set(0, plan.buffers().size());
        refused(
                plan,
                0,
                new KernelCall(call.launch(), call.kernel(), call.shape(), buffers, call.range()),
                "is not one of");
        buffers.set(0, call.buffers().getLast());
        refused(
                plan,
                0,
                new KernelCall(call.launch(), call.kernel(), call.shape(), buffers, call.range()),
                "reads and writes",
                "x reaches");
        buffers.set(0, call.buffers().getFirst());
        buffers.set(3, call.buffers().getFirst());
        refused(
                plan,
                0,
                new KernelCall(call.launch(), call.kernel(), call.shape(), buffers, call.range()),
                "whose role is");
    }

    @ParameterizedTest
    @Tag(EXHAUSTIVE)
    @MethodSource("forms")
    void noNdRangeCanBeExchanged(PlanKind kind, KernelSet set) {
        Plan plan = shuffleNet(kind, set);
        for (int i = 0; i < plan.calls().size(); i++) {
            KernelCall call = plan.calls().get(i);
            NdRange r = call.range();
            for (NdRange other : List.of(
                    new NdRange(r.globalX() * 2, r.globalY(), r.globalZ(), 1, 1),
                    new NdRange(r.globalX(), r.globalY() * 2, r.globalZ(), 1, 1),
                    new NdRange(r.globalX(), r.globalY(), r.globalZ() * 2, 1, 1),
                    new NdRange(Integer.MAX_VALUE, r.globalY(), r.globalZ(), 1, 1))) {
                refused(
                        plan,
                        i,
                        new KernelCall(call.launch(), call.kernel(), call.shape(), call.buffers(), other),
                        "the NDRange ",
                        " reaches element ",
                        "an index overflows");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void noCallCanBeLeftOutOrMovedForward(PlanKind kind, KernelSet set) {
        Plan plan = shuffleNet(kind, set);
        for (int i = 0; i < plan.calls().size(); i++) {
            List<KernelCall> calls = new ArrayList<>(plan.calls());
            KernelCall call = calls.remove(i);
            String message = message(withCalls(plan, calls));
            assertTrue(message.contains("are written when"), message);
            if (i > 0) {
                calls.add(0, call);
                assertTrue(message(withCalls(plan, calls)).contains("are written when it is read"), call::toString);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void packingsFillTheirBuffers(PlanKind kind, KernelSet set) {
        Plan plan = shuffleNet(kind, set);
        Map<Integer, Packing> packings = new HashMap<>(plan.packings());
        int id = packings.keySet().stream().sorted().findFirst().orElseThrow();
        packings.put(id, new Packing.Scale(7, new Packing.Normalisation("bn", 1e-5)));
        assertTrue(message(withPackings(plan, packings)).contains("expected 7"));
        packings.put(id, new Packing.Filter("w", 8, 3, 4, Optional.empty()));
        assertTrue(message(withPackings(plan, packings)).contains("outputs is 8, expected a multiple of groups, 3"));
        packings.put(id, new Packing.Filter("w", 8, 0, 4, Optional.empty()));
        assertTrue(message(withPackings(plan, packings)).contains("groups, 0"));
        packings.put(id, new Packing.Filter("w", 8, 2, 0, Optional.empty()));
        assertTrue(message(withPackings(plan, packings)).contains("block is 0"));
        packings.put(id, new Packing.Filter("w", 8, 8, Integer.MAX_VALUE, Optional.empty()));
        assertTrue(message(withPackings(plan, packings)).contains("overflow"));
        packings.remove(id);
        assertTrue(message(withPackings(plan, packings)).contains("packings are given for"));
    }

    /** Refused as this call's fault, in words of which some are among these. */
    private static void refused(Plan plan, int i, KernelCall changed, String... words) {
        List<KernelCall> calls = new ArrayList<>(plan.calls());
        calls.set(i, changed);
        String message = assertThrows(
                        IllegalArgumentException.class, () -> Bounds.check(withCalls(plan, calls)), changed::toString)
                .getMessage();
        assertTrue(message.startsWith("call "), message);
        assertTrue(Stream.of(words).anyMatch(message::contains), message);
    }

    private static String message(Plan plan) {
        return assertThrows(IllegalArgumentException.class, () -> Bounds.check(plan))
                .getMessage();
    }

    private static Plan withCalls(Plan plan, List<KernelCall> calls) {
        return plan.withCalls(calls);
    }

    private static Plan withPackings(Plan plan, Map<Integer, Packing> packings) {
        return new Plan(
                plan.network(), plan.kind(), plan.kernels(), plan.device(), plan.buffers(), packings, plan.calls());
    }

    private static KernelCall withShape(KernelCall call, int entry, int value) {
        List<Integer> shape = new ArrayList<>(call.shape());
        shape.set(entry, value);
        return new KernelCall(call.launch(), call.kernel(), shape, call.buffers(), call.range());
    }
}
