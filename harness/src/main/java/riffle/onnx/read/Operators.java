package riffle.onnx.read;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The operators of ONNX that are taken, and who reads each. */
final class Operators {

    private static final Map<String, Reader> READERS = new TreeMap<>();

    static {
        READERS.put("Conv", ConvolutionReader::convolution);
        READERS.put("Gemm", DenseReader::gemm);
        READERS.put("MatMul", DenseReader::matMul);
        READERS.put("BatchNormalization", NormalisationReader::batchNorm);
        READERS.put("LRN", NormalisationReader::responseNorm);
        READERS.put("Softmax", (operation, graph) -> NormalisationReader.softmax(operation, graph, false));
        READERS.put("LogSoftmax", (operation, graph) -> NormalisationReader.softmax(operation, graph, true));
        READERS.put("Relu", ActivationReader::relu);
        READERS.put("Clip", ActivationReader::clip);
        READERS.put("LeakyRelu", ActivationReader::leakyRelu);
        READERS.put("PRelu", ActivationReader::pRelu);
        READERS.put("Sigmoid", ActivationReader::sigmoid);
        READERS.put("HardSigmoid", ActivationReader::hardSigmoid);
        READERS.put("HardSwish", ActivationReader::hardSwish);
        READERS.put("Add", ArithmeticReader::add);
        READERS.put("Mul", ArithmeticReader::multiply);
        READERS.put("Sum", ArithmeticReader::sum);
        READERS.put("MaxPool", PoolReader::max);
        READERS.put("AveragePool", PoolReader::average);
        READERS.put("GlobalAveragePool", PoolReader::globalAverage);
        READERS.put("ReduceMean", PoolReader::reduceMean);
        READERS.put("Concat", ChannelReader::concat);
        READERS.put("Split", ChannelReader::split);
        READERS.put("Slice", ChannelReader::slice);
        READERS.put("Pad", ChannelReader::pad);
        READERS.put("Transpose", ShapeReader::transpose);
        READERS.put("Reshape", ShapeReader::reshape);
        READERS.put("Flatten", ShapeReader::flatten);
        READERS.put("Squeeze", ShapeReader::squeeze);
        READERS.put("Unsqueeze", ShapeReader::unsqueeze);
        READERS.put("Identity", ShapeReader::identity);
        READERS.put("Dropout", ShapeReader::dropout);
    }

    private Operators() {}

    /** The outputs of a node: computed beforehand where all of its inputs are known, else by the network. */
    static List<Value> read(Operation operation, GraphBuilder graph) {
        if (operation.isConstant() && Folding.takes(operation.type())) {
            return List.of(Folding.fold(operation));
        }
        if (Folding.onShapes(operation.type())) {
            return List.of(Folding.ofShape(operation));
        }
        Reader reader = READERS.get(operation.type());
        if (reader == null) {
            throw operation.untaken("operator " + operation.type() + " is not taken; these are: "
                    + String.join(", ", READERS.keySet()) + "; on constants also "
                    + String.join(", ", Folding.names()));
        }
        return reader.read(operation, graph);
    }
}
