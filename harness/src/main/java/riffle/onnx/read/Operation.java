package riffle.onnx.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.AttributeProto.AttributeType;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.TensorProto;

/** One node of an ONNX graph, with what its inputs stand for. */
final class Operation {

    /** Integers are extents, axes and positions: more than so many are none. */
    static final int MOST_INTEGERS = 1 << 16;

    private final NodeProto node;
    private final String name;
    private final int operatorSet;
    private final List<Value> inputs;
    private final TensorReader tensors;
    private final Map<String, AttributeProto> attributes = new HashMap<>();

    /**
     * @param node the node
     * @param name its name, or that of its output
     * @param operatorSet version of ONNX's operators
     * @param inputs what its inputs are; null for those left out
     * @param tensors reads tensors of attributes
     * @throws OnnxException if it has an attribute twice
     */
    Operation(NodeProto node, String name, int operatorSet, List<Value> inputs, TensorReader tensors) {
        this.node = node;
        this.name = name;
        this.operatorSet = operatorSet;
        this.inputs = inputs;
        this.tensors = tensors;
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attributes.put(attribute.getName(), attribute) != null) {
                throw refuse("has attribute " + attribute.getName() + " twice");
            }
        }
    }

    /** The name of the node that it becomes. */
    String name() {
        return name;
    }

    /** ONNX's name of the operator. */
    String type() {
        return node.getOpType();
    }

    /** Version of ONNX's operators. */
    int operatorSet() {
        return operatorSet;
    }

    /** How many outputs somebody may read. */
    int outputs() {
        return node.getOutputCount();
    }

    /** A refusal that names the node. */
    OnnxException refuse(String why) {
        return new OnnxException(label() + ": " + why);
    }

    /** A refusal of what is sound, but not taken. */
    UntakenException untaken(String why) {
        return new UntakenException(label() + ": " + why);
    }

    /** What messages call it. */
    String label() {
        return "node " + name + " (" + type() + ", operator set " + operatorSet + ")";
    }

    /** Refuses attributes that are not known here: what they ask for would be left out in silence. */
    void allow(String... names) {
        Set<String> known = Set.of(names);
        for (String found : attributes.keySet()) {
            if (!known.contains(found)) {
                throw untaken("attribute " + found + " is not known, must be one of " + Arrays.toString(names));
            }
        }
    }

    /** Refuses numbers of inputs outside of a range. */
    void requireInputs(int least, int most) {
        if (inputs.size() < least || inputs.size() > most) {
            throw refuse("has " + inputs.size() + " inputs, must have " + least + " to " + most);
        }
    }

    /** Number of inputs, those left out at the end not counted. */
    int inputs() {
        return inputs.size();
    }

    /** Whether an input is there. */
    boolean has(int input) {
        return input < inputs.size() && inputs.get(input) != null;
    }

    /** An input. */
    Value input(int input) {
        if (!has(input)) {
            throw refuse("input number " + (input + 1) + " is missing");
        }
        return inputs.get(input);
    }

    /** An input that the network computes. */
    Activation activation(int input) {
        return switch (input(input)) {
            case Activation found -> found;
            case Constant found ->
                throw untaken("input " + node.getInput(input)
                        + " is a constant; of constants only arithmetic on shapes is computed beforehand");
        };
    }

    /** An input that must be known. */
    Constant constant(int input) {
        return switch (input(input)) {
            case Constant found -> found;
            case Activation found ->
                throw untaken("input " + node.getInput(input)
                        + " is computed by the network, must be an initialiser or a constant");
        };
    }

    /** Whether all inputs are known. */
    boolean isConstant() {
        return inputs.stream().allMatch(input -> input == null || input instanceof Constant);
    }

    boolean hasAttribute(String attribute) {
        return attributes.containsKey(attribute);
    }

    long integer(String attribute, long usual) {
        return attribute(attribute, AttributeType.INT, AttributeProto::getI, usual);
    }

    /** A number, as people write it: 1e-5 and not the float32 next to it. */
    double real(String attribute, double usual) {
        double value = attribute(
                attribute, AttributeType.FLOAT, found -> Double.parseDouble(Float.toString(found.getF())), usual);
        if (!Double.isFinite(value)) {
            throw refuse(attribute + " is " + value + ", must be finite");
        }
        return value;
    }

    String text(String attribute, String usual) {
        return attribute(attribute, AttributeType.STRING, found -> found.getS().toStringUtf8(), usual);
    }

    /** A list of integers, or another where it is missing. */
    List<Long> integers(String attribute, List<Long> usual) {
        return attribute(attribute, AttributeType.INTS, AttributeProto::getIntsList, usual);
    }

    List<Float> reals(String attribute) {
        return attribute(attribute, AttributeType.FLOATS, AttributeProto::getFloatsList, List.of());
    }

    Constant tensor(String attribute) {
        TensorProto found = attribute(attribute, AttributeType.TENSOR, AttributeProto::getT, null);
        if (found == null) {
            throw refuse("attribute " + attribute + " is missing");
        }
        return tensors.read(found, label() + ": attribute " + attribute);
    }

    /** A list from an attribute in old operator sets, from an input in newer ones; the usual one where neither is. */
    List<Long> listed(String attribute, int input, List<Long> usual) {
        return has(input) ? wholes(input) : integers(attribute, usual);
    }

    /** The elements of a known input of whole numbers. */
    List<Long> wholes(int input) {
        Constant found = constant(input);
        if (found.isReal()) {
            throw refuse("input " + node.getInput(input) + " must hold integers");
        }
        if (found.elements() > MOST_INTEGERS) {
            throw refuse("input " + node.getInput(input) + " holds " + found.elements() + " integers, must be at most "
                    + MOST_INTEGERS);
        }
        List<Long> values = new ArrayList<>();
        for (long value : found.integers().get()) {
            values.add(value);
        }
        return values;
    }

    /** The one element of a known input. */
    float scalar(int input) {
        Constant found = constant(input);
        if (found.elements() != 1) {
            throw refuse("input " + node.getInput(input) + " is " + found.dims() + ", must be one number");
        }
        return found.floats().get()[0];
    }

    /** Positive integers that fit an int: down and to the right; of a row, only to the right. */
    int[] plane(String attribute, int axes, int usual) {
        List<Long> found = integers(attribute, null);
        int[] values = {usual, usual};
        if (axes == 1) {
            values[0] = 1;
        }
        if (found == null) {
            return values;
        }
        if (found.size() != axes) {
            throw refuse(attribute + " is " + found + ", must be as many integers as axes, " + axes);
        }
        for (int i = 0; i < axes; i++) {
            values[values.length - axes + i] = positive(attribute, found.get(i));
        }
        return values;
    }

    int positive(String what, long value) {
        if (value < 1 || value > Integer.MAX_VALUE) {
            throw refuse(what + " is " + value + ", must be 1 to " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private <T> T attribute(String attribute, AttributeType type, Function<AttributeProto, T> get, T usual) {
        AttributeProto found = attributes.get(attribute);
        if (found == null) {
            return usual;
        }
        if (found.hasType() && found.getType() != type) {
            throw refuse("attribute " + attribute + " is of type " + found.getType() + ", must be " + type);
        }
        return get.apply(found);
    }
}
