package riffle.cases;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Concat;
import riffle.operator.DepthwiseConv;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Window;
import riffle.tensor.Shape;

/**
 * The graph of one ShuffleNet unit (paper, Fig. 2b and 2c) from a case file; its nodes have the names of the tensors.
 */
final class ShuffleNetUnitCase {

    private final List<Node> nodes = new ArrayList<>();

    private ShuffleNetUnitCase() {}

    static Network network(CaseFile file, Shape input) {
        int stride = file.integer("stride");
        int groups = file.integer("groups");
        int firstGroups = file.integer("first_groups", groups);
        double epsilon = file.real("eps", BatchNorm.DEFAULT_EPSILON);
        if (stride != 1 && stride != 2) {
            throw file.problem("metadata stride is " + stride + ", a ShuffleNet unit's is 1 or 2");
        }
        int bottleneck = file.filterDimensions("conv1.weight").get(0);
        int branchChannels = file.filterDimensions("conv3.weight").get(0);
        Window window = Window.square(3, stride, 1);

        ShuffleNetUnitCase unit = new ShuffleNetUnitCase();
        Shape wide = unit.add("conv1", new PointwiseConv(input, bottleneck, firstGroups, false), Network.INPUT);
        unit.add("bn1", new BatchNorm(wide, epsilon), "conv1");
        unit.add("relu1", new Relu(wide), "bn1");
        unit.add("shuffle", new ChannelShuffle(wide, groups), "relu1");
        Shape narrow = unit.add("dwconv", new DepthwiseConv(wide, window, false), "shuffle");
        unit.add("bn2", new BatchNorm(narrow, epsilon), "dwconv");
        Shape branch = unit.add("conv3", new PointwiseConv(narrow, branchChannels, groups, false), "bn2");
        unit.add("bn3", new BatchNorm(branch, epsilon), "conv3");
        if (stride == 1) {
            unit.add("out", new AddRelu(input), Network.INPUT, "bn3");
        } else {
            Shape shortcut = unit.add("shortcut", new AvgPool(input, window), Network.INPUT);
            Shape both = unit.add("concat", new Concat(shortcut, branch), "shortcut", "bn3");
            unit.add("out", new Relu(both), "concat");
        }
        return new Network(file.op(), List.of(input), unit.nodes, Optional.empty());
    }

    private Shape add(String name, Operator operator, String... inputs) {
        nodes.add(new Node(name, operator, List.of(inputs)));
        return operator.output();
    }
}
