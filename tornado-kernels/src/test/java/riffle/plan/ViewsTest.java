package riffle.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.Conv2d;
import riffle.operator.FullyConnected;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Reshape;
import riffle.operator.Window;
import riffle.plan.family.Kernel;
import riffle.tensor.Shape;

/** Which memory reshaped values have, and who covers their nodes. */
final class ViewsTest {

    private static final Shape IN = new Shape(1, 6, 5, 7);
    private static final Shape FLAT = Shape.vector(1, 210);
    private static final Node FLATTENED = node("flat", new Reshape(IN, FLAT), "conv");
    private static final Node CONV = node("conv", new PointwiseConv(IN, 6, 1, true), Network.INPUT);
    private static final Node PADDED = node("padded", new Conv2d(IN, 6, Window.square(3, 1, 1), 1, true), "conv");
    private static final Node LAST = node("fc", new FullyConnected(FLAT, 3, true), "flat");

    private static Node node(String name, Operator operator, String... inputs) {
        return new Node(name, operator, List.of(inputs));
    }

    private static Plan plan(PlanKind kind, KernelSet set, Node... nodes) {
        return Planner.plan(new Network("views", List.of(IN), Arrays.asList(nodes), Optional.empty()), kind, set);
    }

    private static Plan fused(Node... nodes) {
        return plan(PlanKind.FUSED, KernelSet.WIDE, nodes);
    }

    private static List<List<String>> covered(Plan plan) {
        return plan.launches().stream().map(Launch::nodes).toList();
    }

    @ParameterizedTest
    @EnumSource(PlanKind.class)
    void aFlattenedValueIsTheBufferOfItsSource(PlanKind kind) {
        Plan plan = plan(kind, KernelSet.WIDE, CONV, FLATTENED, LAST);
        assertEquals(List.of(List.of("conv", "flat"), List.of("fc")), covered(plan));
        KernelCall conv = plan.calls().getFirst();
        assertEquals(conv.buffers().getLast(), plan.calls().getLast().buffers().getFirst());
        assertEquals(IN, plan.buffers().get(conv.buffers().getLast()).shape());
    }

    @Test
    void theBorderOfAValueThatIsFlattenedTooIsThatOfACopy() {
        Plan alone = plan(PlanKind.FUSED, KernelSet.NARROW, CONV, PADDED);
        assertEquals(1, border(alone, "conv"));
        assertEquals(2, alone.calls().size());
        Plan both = plan(PlanKind.FUSED, KernelSet.NARROW, CONV, FLATTENED, PADDED);
        assertEquals(0, border(both, "conv"));
        assertEquals(1, border(both, "conv padded by 1"));
    }

    private static int border(Plan plan, String buffer) {
        return plan.buffers().stream()
                .filter(each -> each.name().equals(buffer))
                .findFirst()
                .orElseThrow()
                .border();
    }

    /** What a reader of the flattened value reads behind its end must be there, too. */
    @Test
    void theSlackCoversTheReadersOfAllShapes() {
        Shape column = new Shape(1, 210, 1, 1);
        Node reader = node("reader", new PointwiseConv(column, 4, 1, true), "flat");
        Plan plan = fused(CONV, FLATTENED, reader);
        Buffer conv = plan.buffers().get(plan.calls().getFirst().buffers().getLast());
        assertEquals(15, conv.slack());
        Buffer without = fused(CONV, FLATTENED, LAST).buffers().get(conv.id());
        assertEquals(0, without.slack());
    }

    @Test
    void aReshapeAtTheEndIsTheOutput() {
        Plan plan = fused(CONV, FLATTENED);
        assertEquals(List.of(List.of("conv", "flat")), covered(plan));
        assertEquals(FLAT, plan.buffers(Buffer.Role.OUTPUT).getFirst().shape());
    }

    @Test
    void anOutputThatTheLastLaunchDidNotWriteIsACopy() {
        Plan plan = fused(CONV, node("unread", new Relu(IN), Network.INPUT), FLATTENED);
        assertEquals(List.of(List.of("conv"), List.of("unread"), List.of("flat")), covered(plan));
        assertEquals(Kernel.MOVE, plan.calls().getLast().kernel());
    }

    @Test
    void aReshapedInputIsCoveredByItsFirstReaderAndCopiedIfItIsTheOutput() {
        Node first = node("first", new Reshape(IN, FLAT), Network.INPUT);
        Node second = node("second", new Reshape(FLAT, new Shape(1, 6, 7, 5)), "first");
        Node relu = node("relu", new Relu(new Shape(1, 6, 7, 5)), "second");
        Plan read = fused(first, second, relu, node("fc", new FullyConnected(FLAT, 3, true), "first"));
        assertEquals(List.of(List.of("first", "second", "relu"), List.of("fc")), covered(read));
        int input = read.buffers(Buffer.Role.INPUT).getFirst().id();
        read.calls().forEach(call -> assertEquals(input, call.buffers().getFirst()));

        Plan copied = fused(first, second);
        assertEquals(List.of(List.of("first", "second")), covered(copied));
        assertEquals(Kernel.MOVE, copied.calls().getFirst().kernel());
    }

    /** The reshape keeps the rectifier out of the convolution, and nothing is lost. */
    @Test
    void nothingIsFoldedThroughAReshape() {
        Plan plan = fused(CONV, FLATTENED, node("relu", new Relu(FLAT), "flat"));
        assertEquals(List.of(List.of("conv", "flat"), List.of("relu")), covered(plan));
    }

    @Test
    void aBufferIsReadAsAnotherShapeOfAsManyElementsAlone() {
        Buffer dense = new Buffer(0, "x", Buffer.Role.INPUT, IN, 0, 3);
        assertEquals(new Buffer(0, "x", Buffer.Role.INPUT, FLAT, 0, 3), dense.as(FLAT));
        assertThrows(IllegalArgumentException.class, () -> dense.as(Shape.vector(1, 209)));
        Buffer bordered = new Buffer(0, "x", Buffer.Role.INPUT, IN, 1, 0);
        String message = assertThrows(IllegalArgumentException.class, () -> bordered.as(FLAT))
                .getMessage();
        assertTrue(message.contains("1x6x5x7 with a border of 1 cannot be read as 1x210x1x1"), message);
    }
}
