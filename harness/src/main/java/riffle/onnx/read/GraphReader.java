package riffle.onnx.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import riffle.network.Network;
import riffle.onnx.format.GraphProto;
import riffle.onnx.format.NodeProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.ValueInfoProto;

/** Reads the nodes of an ONNX graph, each when all that it needs is there. */
final class GraphReader {

    private static final List<String> DOMAINS = List.of("", "ai.onnx");

    private final GraphProto proto;
    private final int operatorSet;
    private final TensorReader tensors;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Activation> inputs = new LinkedHashMap<>();
    private final Map<String, String> notComputed = new HashMap<>();
    private final GraphBuilder graph;

    /**
     * @param proto the graph
     * @param operatorSet version of ONNX's operators
     * @param tensors reads initialisers
     * @param given inputs of the graph that are known, by name
     * @param sizes what extents are that the graph leaves open
     */
    GraphReader(
            GraphProto proto, int operatorSet, TensorReader tensors, Map<String, Constant> given, InputSizes sizes) {
        this.proto = proto;
        this.operatorSet = operatorSet;
        this.tensors = tensors;
        if (proto.getSparseInitializerCount() > 0) {
            throw new OnnxException("sparse initialisers are not taken");
        }
        for (TensorProto tensor : proto.getInitializerList()) {
            define(tensor.getName(), tensors.read(tensor, "initialiser " + tensor.getName()));
        }
        given.forEach(values::put);
        int next = 0;
        InputSizes open = sizes;
        for (ValueInfoProto input : proto.getInputList()) {
            if (!values.containsKey(input.getName())) {
                String name = Network.inputName(next);
                List<Integer> dims = open.dims(input, next);
                open = next == 0 ? open.ofBatch(dims) : open;
                Activation value = new Activation(name, Dims.shape(dims, "input " + input.getName()), dims);
                inputs.put(input.getName(), value);
                define(input.getName(), value);
                next++;
            }
        }
        this.graph =
                new GraphBuilder(inputs.values().stream().map(Activation::name).toList());
    }

    /** Inputs that the network takes, by ONNX's name, in order. */
    Map<String, Activation> inputs() {
        return inputs;
    }

    /** What reads made of the nodes. */
    GraphBuilder graph() {
        return graph;
    }

    /**
     * Reads all nodes.
     *
     * @return the graph's outputs by ONNX's name, in order
     * @throws OnnxException naming the node or tensor, if something is missing, in a circle, or not taken
     */
    Map<String, Value> read() {
        int nodes = proto.getNodeCount();
        Map<String, List<Integer>> waiting = new HashMap<>();
        int[] missing = new int[nodes];
        int done = 0;
        for (int i = 0; i < nodes; i++) {
            List<String> needed = needed(proto.getNode(i));
            missing[i] = needed.size();
            for (String name : needed) {
                waiting.computeIfAbsent(name, any -> new ArrayList<>()).add(i);
            }
            if (needed.isEmpty()) {
                done += readWithFollowers(i, waiting, missing);
            }
        }
        if (done < nodes) {
            throw stuck();
        }
        Map<String, Value> outputs = new LinkedHashMap<>();
        for (ValueInfoProto output : proto.getOutputList()) {
            Value value = values.get(output.getName());
            if (notComputed.containsKey(output.getName())) {
                throw uncomputed(output.getName());
            }
            if (value == null) {
                throw new OnnxException("output " + output.getName() + " is computed by no node");
            }
            outputs.put(output.getName(), value);
        }
        if (outputs.isEmpty()) {
            throw new OnnxException("the graph has no output");
        }
        return outputs;
    }

    /** Reads a node, and those that waited for it alone; returns how many. */
    private int readWithFollowers(int first, Map<String, List<Integer>> waiting, int[] missing) {
        int read = 0;
        Deque<Integer> ready = new ArrayDeque<>(List.of(first));
        while (!ready.isEmpty()) {
            read++;
            for (String output : read(proto.getNode(ready.removeFirst()))) {
                for (int next : waiting.getOrDefault(output, List.of())) {
                    missing[next]--;
                    if (missing[next] == 0) {
                        ready.add(next);
                    }
                }
                waiting.remove(output);
            }
        }
        return read;
    }

    /** Names that a node reads and that are not there yet. */
    private List<String> needed(NodeProto node) {
        return node.getInputList().stream()
                .filter(name -> !name.isEmpty() && !values.containsKey(name))
                .distinct()
                .toList();
    }

    /** Reads a node; returns the names of its outputs. */
    private List<String> read(NodeProto node) {
        List<Value> operands = new ArrayList<>();
        for (String name : node.getInputList()) {
            operands.add(name.isEmpty() ? null : values.get(name));
        }
        Operation operation = new Operation(node, name(node), operatorSet, operands, tensors);
        if (!DOMAINS.contains(node.getDomain())) {
            throw operation.untaken("domain " + node.getDomain() + " is not taken, must be ONNX's own");
        }
        List<Value> results;
        try {
            results = Operators.read(operation, graph);
        } catch (OnnxException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
            throw new OnnxException(operation.label() + ": " + e.getMessage(), e);
        }
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < node.getOutputCount(); i++) {
            String output = node.getOutput(i);
            if (i >= results.size()) {
                notComputed.put(output, operation.label());
            } else if (!output.isEmpty()) {
                define(output, results.get(i));
                outputs.add(output);
            }
        }
        return outputs;
    }

    private static String name(NodeProto node) {
        if (!node.getName().isEmpty()) {
            return node.getName();
        }
        return node.getOutputCount() > 0 && !node.getOutput(0).isEmpty() ? node.getOutput(0) : node.getOpType();
    }

    private void define(String name, Value value) {
        if (values.put(name, value) != null) {
            throw new OnnxException("tensor " + name + " is defined twice");
        }
    }

    /** Another output than the first of an operator that has one in Riffle. */
    private UntakenException uncomputed(String output) {
        return new UntakenException(notComputed.get(output) + ": its output " + output + " is not computed here");
    }

    /** The first node that cannot run, and what it lacks: computed by nobody, or only by what waits for it. */
    private OnnxException stuck() {
        Map<String, String> makers = new TreeMap<>();
        proto.getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, name(node))));
        for (NodeProto node : proto.getNodeList()) {
            for (String lack : needed(node)) {
                if (notComputed.containsKey(lack)) {
                    throw uncomputed(lack);
                }
                if (!makers.containsKey(lack)) {
                    return new OnnxException("node " + name(node) + " (" + node.getOpType() + ") reads tensor " + lack
                            + ", which nothing defines; inputs of the graph are "
                            + Arrays.toString(inputs.keySet().toArray()));
                }
            }
        }
        NodeProto first = proto.getNodeList().stream()
                .filter(node -> !needed(node).isEmpty())
                .findFirst()
                .orElseThrow();
        return new OnnxException("node " + name(first) + " (" + first.getOpType() + ") needs tensor "
                + needed(first).getFirst() + ", which needs it in turn: the graph has a circle");
    }
}
