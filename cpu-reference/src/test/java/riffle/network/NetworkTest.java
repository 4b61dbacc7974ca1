package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.operator.AddRelu;
import riffle.operator.BatchNorm;
import riffle.operator.Cost;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/** A graph that cannot run is refused where it is made. */
class NetworkTest {

    private static final Shape SHAPE = new Shape(1, 2, 3, 4);
    private static final Relu RELU = new Relu(SHAPE);

    private static Network network(Node... nodes) {
        return new Network("net", List.of(SHAPE), List.of(nodes), Optional.empty());
    }

    private static Node relu(String name, String... inputs) {
        return new Node(name, RELU, List.of(inputs));
    }

    @Test
    void operatorsFollowEachOtherFromTheInputToTheLast() {
        Network network = network(relu("a", "input"), relu("b", "a"));
        assertEquals(SHAPE, network.input());
        assertEquals(SHAPE, network.output());
        assertEquals(new Cost(0, 2 * 4 * 24, 2 * 4 * 24), network.cost());
    }

    @Test
    void anEmptyNetworkIsRefused() {
        assertRefused("net: a network needs at least one operator");
    }

    @Test
    void asManyInputsAsTheOperatorTakes() {
        assertRefused("net: a takes 1 inputs, got 2", relu("a", "input", "input"));
        assertRefused("net: a takes 2 inputs, got 1", new Node("a", new AddRelu(SHAPE), List.of("input")));
    }

    @Test
    void valuesAreThereBeforeTheyAreReadAndOfTheShapeThatIsRead() {
        assertRefused("net: a expects 1x2x3x4 from b, found nothing", relu("a", "b"), relu("b", "input"));
        assertRefused(
                "net: a expects 1x2x3x5 from input, found 1x2x3x4",
                new Node("a", new Relu(new Shape(1, 2, 3, 5)), List.of("input")));
    }

    @Test
    void namesAreUsedOnce() {
        assertRefused("net: two nodes are called a", relu("a", "input"), relu("a", "a"));
        assertRefused("net: two nodes are called input", relu("input", "input"));
    }

    @Test
    void anOperatorAloneTakesItsInputsByTheirNames() {
        assertEquals(List.of("input"), Network.of(RELU).nodes().getFirst().inputs());
        Network sum = Network.of(new AddRelu(SHAPE));
        assertEquals(List.of("input", "other"), sum.nodes().getFirst().inputs());
        assertEquals(List.of(SHAPE, SHAPE), sum.inputs());
        assertThrows(IllegalArgumentException.class, () -> Network.inputName(-1));
    }

    /** Two means and two variances for two channels are not learned. */
    @Test
    void statisticsAreParametersThatDoNotCount() {
        Network norm = Network.of(new BatchNorm(SHAPE, 1e-5));
        assertEquals(
                List.of("op.weight", "op.bias", "op.running_mean", "op.running_var"),
                List.copyOf(norm.parameters().keySet()));
        assertEquals(4, norm.parameterCount());
    }

    private static void assertRefused(String message, Node... nodes) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> network(nodes));
        assertTrue(refusal.getMessage().equals(message), refusal::getMessage);
    }
}
