package riffle.cases;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.AddRelu;
import riffle.operator.Arithmetic;
import riffle.operator.AvgPool;
import riffle.operator.BatchNorm;
import riffle.operator.ChannelShuffle;
import riffle.operator.Clip;
import riffle.operator.Concat;
import riffle.operator.Conv2d;
import riffle.operator.DepthwiseConv;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSigmoid;
import riffle.operator.HardSwish;
import riffle.operator.LeakyRelu;
import riffle.operator.LocalResponseNorm;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.PRelu;
import riffle.operator.Parameter;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.operator.Sigmoid;
import riffle.operator.Slice;
import riffle.operator.Softmax;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;
import riffle.weights.WeightsException;

/** Reads cases that other implementations wrote; the format is described in docs/cases.md. */
public final class GoldenCases {

    /** Node of a network of one operator, whose parameters files call {@code weight}, {@code bias}, ... */
    private static final String ONLY_NODE = "op";

    private GoldenCases() {}

    /**
     * Reads one case.
     *
     * @throws WeightsException if the file cannot be read or does not make a case; the message says why
     */
    public static Case read(Path path) {
        CaseFile file = new CaseFile(path, SafeTensors.read(path, name -> !Weights.isBookkeeping(name)));
        try {
            Network network = network(file);
            List<Tensor> inputs = network.inputs().size() == 1
                    ? List.of(file.activation(Network.INPUT))
                    : List.of(file.activation(Network.INPUT), file.activation(Network.OTHER));
            Tensor expected = file.activation("output");
            if (!expected.shape().equals(network.output())) {
                throw file.problem(
                        "tensor output is " + expected.shape() + ", but " + file.op() + " gives " + network.output());
            }
            String name = path.getFileName().toString().replaceFirst("\\.safetensors$", "");
            return new Case(name, file.op(), network, weights(file, network), inputs, Optional.of(expected));
        } catch (IllegalArgumentException e) {
            throw new WeightsException(path, e.getMessage(), e);
        }
    }

    private static Network network(CaseFile file) {
        Shape input = file.activation(Network.INPUT).shape();
        return switch (file.op()) {
            case "conv2d", "pointwise_conv", "depthwise_conv" -> Network.of(convolution(file, input));
            case "channel_shuffle" -> Network.of(new ChannelShuffle(input, file.integer("groups")));
            case "batch_norm" -> Network.of(new BatchNorm(input, file.real("eps", BatchNorm.DEFAULT_EPSILON)));
            case "relu" -> Network.of(new Relu(input));
            case "hard_swish" -> Network.of(new HardSwish(input));
            case "clip" -> Network.of(clip(file, input));
            case "hard_sigmoid" ->
                Network.of(new HardSigmoid(input, file.real("alpha", 1.0 / 6), file.real("beta", 0.5)));
            case "sigmoid" -> Network.of(new Sigmoid(input));
            case "leaky_relu" -> Network.of(new LeakyRelu(input, file.real("negative_slope", 0.01)));
            case "prelu" -> Network.of(new PRelu(input));
            case "add" -> Network.of(arithmetic(file, Arithmetic.Kind.ADD, input));
            case "multiply" -> Network.of(arithmetic(file, Arithmetic.Kind.MULTIPLY, input));
            case "slice" ->
                Network.of(new Slice(
                        input,
                        file.integer("first_channel"),
                        file.activation("output").shape().c()));
            case "add_relu" -> Network.of(addRelu(file, input));
            case "concat" -> Network.of(concat(file, input));
            case "concat_relu" -> concatRelu(concat(file, input));
            case "avg_pool" -> Network.of(avgPool(file, input));
            case "max_pool" -> Network.of(new MaxPool(input, poolWindow(file), file.flag("ceil_mode", false)));
            case "global_avg_pool" -> Network.of(new GlobalAvgPool(input));
            case "linear" -> Network.of(linear(file, input));
            case "local_response_norm" -> Network.of(localResponseNorm(file, input));
            case "softmax", "log_softmax" ->
                Network.of(new Softmax(input, file.op().equals("log_softmax")));
            case "shufflenet_unit" -> ShuffleNetUnitCase.network(file, input);
            default ->
                throw file.problem("unknown op " + file.op()
                        + ", expected conv2d, pointwise_conv, depthwise_conv, channel_shuffle,"
                        + " batch_norm, relu, hard_swish, clip, hard_sigmoid, sigmoid, leaky_relu, prelu,"
                        + " add, multiply, slice, add_relu, concat, concat_relu, avg_pool, max_pool,"
                        + " global_avg_pool, linear, local_response_norm, softmax, log_softmax or shufflenet_unit");
        };
    }

    /** The special form where the case has it, or else the general convolution. */
    private static Operator convolution(CaseFile file, Shape input) {
        List<Integer> weight = file.filterDimensions("weight");
        int outChannels = weight.get(0);
        Window window = new Window(
                weight.get(2),
                weight.get(3),
                file.equalPair("stride", 1),
                file.equalPair("padding", 0),
                file.equalPair("dilation", 1));
        int groups = file.integer("groups", 1);
        boolean bias = file.has("bias");
        if (file.op().equals("pointwise_conv") && window.equals(Window.square(1, 1, 0))) {
            return new PointwiseConv(input, outChannels, groups, bias);
        }
        if (file.op().equals("depthwise_conv") && groups == input.c() && groups == outChannels) {
            return new DepthwiseConv(input, window, bias);
        }
        return new Conv2d(input, outChannels, window, groups, bias);
    }

    private static AddRelu addRelu(CaseFile file, Shape input) {
        Shape other = file.activation(Network.OTHER).shape();
        if (!other.equals(input)) {
            throw file.problem("tensor other is " + other + ", expected the input's shape " + input);
        }
        return new AddRelu(input);
    }

    private static Clip clip(CaseFile file, Shape input) {
        return new Clip(input, file.real("min", Double.NEGATIVE_INFINITY), file.real("max", Double.POSITIVE_INFINITY));
    }

    private static Arithmetic arithmetic(CaseFile file, Arithmetic.Kind kind, Shape input) {
        Shape other = file.activation(Network.OTHER).shape();
        return new Arithmetic(kind, input, other, file.flag("learned", false));
    }

    private static Concat concat(CaseFile file, Shape input) {
        return new Concat(input, file.activation(Network.OTHER).shape());
    }

    private static Network concatRelu(Concat concat) {
        Node first = new Node("concat", concat, List.of(Network.INPUT, Network.OTHER));
        Node second = new Node("relu", new Relu(concat.output()), List.of("concat"));
        return new Network("concat_relu", concat.inputs(), List.of(first, second), Optional.empty());
    }

    private static AvgPool avgPool(CaseFile file, Shape input) {
        Window window = poolWindow(file);
        if (window.padding() > 0 && !file.flag("count_include_pad", true)) {
            throw file.problem("metadata count_include_pad is False: only averages that count padding are supported");
        }
        if (file.flag("ceil_mode", false)) {
            throw file.problem("metadata ceil_mode is True: only average pooling rounded down is supported");
        }
        return new AvgPool(input, window);
    }

    private static Window poolWindow(CaseFile file) {
        CaseFile.Pair kernel = file.pair("kernel");
        int stride =
                kernel.rows() == kernel.columns() ? file.equalPair("stride", kernel.rows()) : file.equalPair("stride");
        return new Window(kernel.rows(), kernel.columns(), stride, file.equalPair("padding", 0));
    }

    private static FullyConnected linear(CaseFile file, Shape input) {
        int outFeatures = file.dimensions("weight", 2, "[output features, input features]")
                .get(0);
        return new FullyConnected(input, outFeatures, file.has("bias"));
    }

    private static LocalResponseNorm localResponseNorm(CaseFile file, Shape input) {
        return new LocalResponseNorm(
                input, file.integer("size"), file.real("alpha", 1e-4), file.real("beta", 0.75), file.real("k", 1));
    }

    /** The network's parameters from the file, each with the shape that its operator expects. */
    private static Weights weights(CaseFile file, Network network) {
        Map<String, NamedTensor> tensors = new HashMap<>();
        for (Map.Entry<String, Parameter> parameter : network.parameters().entrySet()) {
            String name = parameter.getKey();
            String nameInFile = name.startsWith(ONLY_NODE + ".") ? name.substring(ONLY_NODE.length() + 1) : name;
            NamedTensor tensor = file.tensor(nameInFile);
            if (!tensor.dimensions().equals(parameter.getValue().dimensions())) {
                throw file.problem("tensor " + nameInFile + " is " + tensor.dimensions() + ", expected "
                        + parameter.getValue().dimensions());
            }
            tensors.put(name, tensor);
        }
        return new Weights(tensors);
    }
}
