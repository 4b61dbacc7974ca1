package riffle.reference;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelMove;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.Elementwise;
import riffle.operator.FullyConnected;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GlobalAvgPool;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Move;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.PointwiseConv;
import riffle.operator.Reshape;
import riffle.operator.Softmax;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** Runs operators and networks on the CPU, one after the other. */
public final class Reference {

    private Reference() {}

    /**
     * Forward pass of a network.
     *
     * @param inputs one tensor per input of the network
     * @return the last node's output
     */
    public static Tensor run(Network network, Weights weights, List<Tensor> inputs) {
        return values(network, weights, inputs).get(network.nodes().getLast().name());
    }

    /** Forward pass of a network; the values of all its inputs and nodes by name. */
    public static Map<String, Tensor> values(Network network, Weights weights, List<Tensor> inputs) {
        Map<String, Tensor> values = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            values.put(Network.inputName(i), inputs.get(i));
        }
        for (Node node : network.nodes()) {
            List<Tensor> operands = node.inputs().stream().map(values::get).toList();
            List<float[]> parameters = node.operator().parameters().stream()
                    .map(parameter -> weights.get(node.name() + "." + parameter.name()))
                    .toList();
            values.put(node.name(), apply(node.operator(), operands, parameters));
        }
        return values;
    }

    /**
     * One operator.
     *
     * @param in its inputs, in the order of {@link Operator#inputs}
     * @param parameters its parameters, in the order of {@link Operator#parameters}
     */
    public static Tensor apply(Operator operator, List<Tensor> in, List<float[]> parameters) {
        return switch (operator) {
            case Conv2d op -> Conv2dReference.apply(op, in.get(0), parameters);
            case PointwiseConv op -> PointwiseConvReference.apply(op, in.get(0), parameters);
            case DepthwiseConv op -> DepthwiseConvReference.apply(op, in.get(0), parameters);
            case GeneralConv op -> GeneralConvReference.apply(op, in.get(0), parameters);
            case BatchNorm op -> BatchNormReference.apply(op, in.get(0), parameters);
            case Elementwise op -> ElementwiseReference.apply(op, in.get(0));
            case ChannelMove op -> ChannelMoveReference.apply(op, in.get(0));
            case Move op -> MoveReference.apply(op, in.get(0));
            case Reshape op -> new Tensor(op.output(), in.get(0).data().clone());
            case PRelu op -> PReluReference.apply(op, in.get(0), parameters.get(0));
            case Arithmetic op -> ArithmeticReference.apply(op, in.get(0), second(op, in, parameters));
            case AddRelu op -> AddReluReference.apply(op, in.get(0), in.get(1));
            case Concat op -> ConcatReference.apply(op, in.get(0), in.get(1));
            case AvgPool op -> AvgPoolReference.apply(op, in.get(0));
            case MaxPool op -> MaxPoolReference.apply(op, in.get(0));
            case GeneralPool op -> GeneralPoolReference.apply(op, in.get(0));
            case GlobalAvgPool op -> GlobalAvgPoolReference.apply(op, in.get(0));
            case FullyConnected op -> FullyConnectedReference.apply(op, in.get(0), parameters);
            case LocalResponseNorm op -> LocalResponseNormReference.apply(op, in.get(0));
            case Softmax op -> SoftmaxReference.apply(op, in.get(0));
        };
    }

    /** The second operand: an input or a parameter. */
    private static Tensor second(Arithmetic op, List<Tensor> in, List<float[]> parameters) {
        return op.learned() ? new Tensor(op.second(), parameters.get(0)) : in.get(1);
    }
}
