package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.Operator;

/**
 * The shapes that every backend must get right: for each operator sizes that fill no tile, channels that fill no
 * vector, batches above 1 and shapes of the paper's networks, small enough to run in moments. Weights and inputs come
 * from fixed seeds.
 */
public final class ShapeTable {

    private static final long SEED = 1707_01083;

    private ShapeTable() {}

    /** Every case, operator by operator; cases of several operators last. */
    public static List<Case> all() {
        Stream<Case> single = Stream.of(
                        ConvolutionShapes.all(),
                        PoolShapes.all(),
                        FrameShapes.all(),
                        MoveShapes.all(),
                        ChannelShapes.all(),
                        ElementwiseShapes.all(),
                        ArithmeticShapes.all())
                .flatMap(List::stream)
                .map(ShapeTable::single);
        return Stream.of(
                        single,
                        LargeLogits.all(),
                        ChainShapes.all().stream(),
                        GraphShapes.all().stream(),
                        ReshapeGraphs.all())
                .flatMap(cases -> cases)
                .toList();
    }

    private static Case single(Operator operator) {
        return Case.seeded(operator.toString(), operator.type(), Network.of(operator), SEED);
    }

    /** A case of operators that each take the output of the one before. */
    static Case chain(String type, Operator... operators) {
        List<Node> nodes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String previous = Network.INPUT;
        for (Operator operator : operators) {
            String name = operator.type() + nodes.size();
            nodes.add(new Node(name, operator, List.of(previous)));
            names.add(operator.toString());
            previous = name;
        }
        Network network = new Network(type, operators[0].inputs(), nodes, Optional.empty());
        return Case.seeded(String.join(" -> ", names), type, network, SEED);
    }
}
