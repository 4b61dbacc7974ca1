package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.operator.MaxPool;
import riffle.operator.Window;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;
import riffle.tensor.Shape;

/**
 * One call of every kernel, changed in every way that must be refused. {@link BoundsTest} does so with all calls of a
 * network, which takes minutes and knows only that network's kernels.
 */
final class KernelBoundsTest {

    /** Entries that may be 0. */
    private static final Set<String> FROM_ZERO =
            Set.of("relu", "depthwiseRelu", "firstRelu", "padding", "firstPlane", "border", "offset", "to", "first");

    /** Sides of padding, kinds of a pool and steps of operands: from 0 on, too. */
    private static final Pattern SIDE_OR_STEP =
            Pattern.compile("top|left|bottom|right|kind|(first|second)(Image|Channel|Row|Column)");

    /** Entries of a move along an axis that may be negative. */
    private static final Pattern SIGNED = Pattern.compile("(begin|step)\\d");

    /** Of kernels that look where each tap lies before they read it: no index depends on these alone. */
    private static final Pattern LOOKED_AT =
            Pattern.compile("(stride|dilation|kernel)(Height|Width)|top|left|bottom|right|(extent|stride)\\d");

    private static final Set<Kernel> LOOK = EnumSet.of(Kernel.GENERAL_CONV, Kernel.GENERAL_POOL, Kernel.MOVE);

    /** Entries that may be as large as they like: windows are cut at the edges, and no index depends on the others. */
    private static final Set<String> UNBOUNDED = Set.of("padding", "rounds", "scale");

    /**
     * A call in its plan.
     *
     * @param position among the calls
     */
    record Place(Plan plan, int position) {

        KernelCall call() {
            return plan.calls().get(position);
        }

        Plan with(KernelCall changed) {
            List<KernelCall> calls = new ArrayList<>(plan.calls());
            calls.set(position, changed);
            return plan.withCalls(calls);
        }

        Plan withEntry(int entry, int value) {
            List<Integer> shape = new ArrayList<>(call().shape());
            shape.set(entry, value);
            return with(new KernelCall(call().launch(), call().kernel(), shape, call().buffers(), call().range()));
        }

        Plan withRange(NdRange range) {
            return with(new KernelCall(call().launch(), call().kernel(), call().shape(), call().buffers(), range));
        }

        @Override
        public String toString() {
            return call().kernel().method();
        }
    }

    private static final Map<Kernel, Place> PLACES = new EnumMap<>(Kernel.class);

    /** A call of each kernel, of more than one image where a network is planned. */
    @BeforeAll
    static void plan() {
        ShapeTable.all().stream()
                .map(Case::network)
                .filter(network -> network.inputs().getFirst().n() > 1)
                .forEach(network -> {
                    add(Planner.plan(network, PlanKind.UNFUSED));
                    add(Planner.plan(network, PlanKind.FUSED));
                    add(Planner.plan(network, PlanKind.MERGED));
                    add(Planner.plan(network, PlanKind.FUSED, KernelSet.NARROW));
                });
        MicroPlan.Layout layout = new MicroPlan.Layout(2, 4, 3);
        for (int width : MicroPlan.WIDTHS) {
            MicroPlan peak = new MicroPlan(layout, 0);
            int unused = peak.peak(width, 1);
            add(peak.build());
        }
        add(MicroPlan.everything(layout, 1).build());
    }

    private static void add(Plan plan) {
        for (int i = 0; i < plan.calls().size(); i++) {
            PLACES.putIfAbsent(plan.calls().get(i).kernel(), new Place(plan, i));
        }
    }

    static Collection<Place> places() {
        return PLACES.values();
    }

    @Test
    void everyKernelHasACall() {
        Set<Kernel> whole = Arrays.stream(Kernel.values())
                .filter(kernel -> kernel.part() == Kernel.Work.ALL)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kernel.class)));
        assertEquals(whole, PLACES.keySet());
    }

    @ParameterizedTest
    @MethodSource("places")
    void noEntryCanBeMadeLargerOrZero(Place place) {
        List<String> names = place.call().kernel().shape();
        for (int entry = 0; entry < names.size(); entry++) {
            String name = names.get(entry);
            if (SIGNED.matcher(name).matches()) {
                continue; // MoveFamilyTest has the positions beyond a move's input
            }
            refused(place.withEntry(entry, Integer.MIN_VALUE), place, name + " is " + Integer.MIN_VALUE);
            refused(place.withEntry(entry, -1), place, name + " is -1");
            if (!FROM_ZERO.contains(name) && !SIDE_OR_STEP.matcher(name).matches()) {
                refused(place.withEntry(entry, 0), place, name + " is 0");
            }
            boolean lookedAt = LOOK.contains(place.call().kernel().whole())
                    && LOOKED_AT.matcher(name).matches();
            if (!UNBOUNDED.contains(name) && !lookedAt) {
                refused(
                        place.withEntry(entry, Integer.MAX_VALUE),
                        place,
                        name + " is ",
                        "an index overflows",
                        " reaches element ",
                        "the NDRange ",
                        "expected a divisor of the " + Integer.MAX_VALUE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("places")
    void noNdRangeCanBeExchanged(Place place) {
        NdRange r = place.call().range();
        for (NdRange other : List.of(
                new NdRange(r.globalX() + 1, r.globalY(), r.globalZ(), 1, 1),
                new NdRange(r.globalX() * 2, r.globalY(), r.globalZ(), 1, 1),
                new NdRange(r.globalX(), r.globalY() + 1, r.globalZ(), 1, 1),
                new NdRange(r.globalX(), r.globalY() * 2, r.globalZ(), 1, 1),
                new NdRange(r.globalX(), r.globalY(), r.globalZ() + 1, 1, 1),
                new NdRange(r.globalX(), r.globalY(), r.globalZ() * 2, 1, 1),
                new NdRange(Integer.MAX_VALUE, r.globalY(), r.globalZ(), 1, 1))) {
            refused(
                    place.withRange(other),
                    place,
                    "the NDRange ",
                    " reaches element ",
                    "an index overflows",
                    "items is ");
        }
    }

    /**
     * Entries just beyond what their kernel can do with them, where nothing else is wrong: no tensor is too small, and
     * the NDRange is the one that goes with them.
     */
    @ParameterizedTest
    @MethodSource("places")
    void noEntryPassesItsLimit(Place place) {
        KernelCall call = place.call();
        NdRange r = call.range();
        List<String> names = call.kernel().shape();
        for (String name : names) {
            int value = call.entry(name).orElseThrow();
            int beyond = switch (name) {
                case "planes" -> value - 1; // the last channel would lie in the next image
                case "plane", "part" -> value - 17; // they are rounded up by 16 at most
                case "lanes" -> 4;
                case "items", "chunk" -> value + 1;
                case "rows" -> call.entry("inHeight").orElseThrow() + 1;
                case "strip" -> call.entry("pixels").orElseThrow() + 1;
                case "stride" -> call.kernel().name().endsWith("STRIDE_1") ? 2 : value;
                case "inChannels" -> 4;
                default -> value;
            };
            NdRange range = switch (name) {
                case "rows" -> new NdRange(1, r.globalY(), r.globalZ(), 1, 1);
                case "strip" -> new NdRange(r.globalX(), 1, r.globalZ(), 1, 1);
                default -> r;
            };
            if (beyond != value) {
                KernelCall changed =
                        place.withEntry(names.indexOf(name), beyond).calls().get(place.position());
                refused(
                        place.with(new KernelCall(
                                call.launch(), call.kernel(), changed.shape(), changed.buffers(), range)),
                        place,
                        name + " is " + beyond);
            }
        }
    }

    @Test
    void noLaunchReadsWhatItWrites() {
        Place place = PLACES.get(Kernel.RELU);
        KernelCall call = place.call();
        int y = call.buffers().getLast();
        refused(
                place.with(new KernelCall(call.launch(), call.kernel(), call.shape(), List.of(y, y), call.range())),
                place,
                "reads and writes");
    }

    /** A pool of two segments a row reads the second from column 223 on; its window is its kernel's own. */
    @Test
    void aPoolInSegmentsKeepsToItsWindowAndItsRow() {
        MaxPool pool = new MaxPool(new Shape(1, 1, 3, 240), Window.square(3, 2, 1), false);
        Place place = new Place(Planner.plan(Network.of(pool), PlanKind.FUSED), 0);
        assertEquals(Kernel.MAX_POOL_3X3, place.call().kernel());
        List<String> names = place.call().kernel().shape();
        refused(place.withEntry(names.indexOf("inWidth"), 223), place, "width is 120, beyond the 223 columns");
        for (String name : List.of("kernelHeight", "kernelWidth", "stride", "padding")) {
            refused(place.withEntry(names.indexOf(name), 4), place, "the window is not 3x3 with a stride of 2");
        }
    }

    /** Refused as this call's fault, in words of which some are among these. */
    private static void refused(Plan plan, Place place, String... words) {
        String changed = plan.calls().get(place.position()).toString();
        String message = assertThrows(IllegalArgumentException.class, () -> Bounds.check(plan), changed)
                .getMessage();
        assertTrue(message.startsWith("call " + place.position() + " "), message);
        assertTrue(Stream.of(words).anyMatch(message::contains), () -> changed + ": " + message);
    }
}
