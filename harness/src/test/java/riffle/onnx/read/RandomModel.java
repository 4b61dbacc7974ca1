package riffle.onnx.read;

import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import riffle.onnx.format.AttributeProto;

/** A model drawn from a seed: a few nodes, each on values that are there, of any operator that is taken. */
final class RandomModel {

    private static final int OPERATOR_SET = 14;
    private static final int MOST_ELEMENTS = 4000;

    /**
     * A value.
     *
     * @param name what it is called
     * @param dims its extents
     */
    record Drawn(String name, List<Integer> dims) {
        int at(int axis) {
            return dims.get(axis);
        }

        boolean isImage() {
            return dims.size() == 4;
        }
    }

    /**
     * A node that was drawn.
     *
     * @param output what it gives
     * @param inputs values that it reads
     * @param write adds it and its initialisers to a model
     */
    record Step(Drawn output, List<String> inputs, Consumer<ModelWriter> write) {}

    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private final List<Drawn> values = new ArrayList<>();
    private final Drawn input;

    /** The model of a seed. */
    RandomModel(long seed) {
        random = new Random(seed);
        input = new Drawn("x", List.of(between(1, 2), 2 * between(1, 5), between(3, 11), between(3, 11)));
        values.add(input);
        int nodes = between(1, 9);
        while (steps.size() < nodes) {
            draw();
        }
    }

    Drawn input() {
        return input;
    }

    List<Step> steps() {
        return steps;
    }

    /** The model up to a step, which gives its output; steps that it does not need are left out, and some others. */
    ModelWriter model(int last, Set<Integer> leftOut) {
        ModelWriter model = new ModelWriter(OPERATOR_SET)
                .input("x", input.dims().stream().mapToLong(Integer::longValue).toArray());
        Set<String> needed = new HashSet<>(Set.of(steps.get(last).output().name()));
        for (int i = last; i >= 0; i--) {
            Step step = steps.get(i);
            if (needed.contains(step.output().name())) {
                needed.addAll(step.inputs());
            }
        }
        for (int i = 0; i <= last; i++) {
            Step step = steps.get(i);
            if (leftOut.contains(i)) {
                model.node(
                        "Identity", step.output().name(), List.of(step.inputs().getFirst()));
            } else if (needed.contains(step.output().name())) {
                step.write().accept(model);
            }
        }
        return model.output(steps.get(last).output().name());
    }

    private void draw() {
        Drawn x = values.get(random.nextInt(3) == 0 ? random.nextInt(values.size()) : values.size() - 1);
        switch (random.nextInt(20)) {
            case 0, 1, 2, 3 -> convolution(x);
            case 4 -> pool(x);
            case 5 -> normalisation(x);
            case 6, 7 -> activation(x);
            case 8, 9 -> arithmetic(x);
            case 10 -> concat(x);
            case 11 -> slice(x);
            case 12 -> pad(x);
            case 13 -> transpose(x);
            case 14 -> shuffle(x);
            case 15 -> mean(x);
            case 16 -> dense(x);
            case 17 -> softmax(x);
            case 18 -> gate(x);
            default -> flatten(x);
        }
    }

    private void convolution(Drawn x) {
        if (!x.isImage()) {
            return;
        }
        int groups = pick(divisors(x.at(1)));
        int outputs = groups * between(1, groups > 2 ? 2 : 6);
        int rows = between(1, 3);
        int columns = random.nextInt(3) == 0 ? between(1, 3) : rows;
        int down = between(1, 2);
        int right = random.nextInt(4) == 0 ? between(1, 2) : down;
        int dilation = random.nextInt(5) == 0 ? 2 : 1;
        int[] pads = random.nextInt(3) == 0
                ? new int[] {between(0, 2), between(0, 2), between(0, 2), between(0, 2)}
                : Collections.nCopies(4, rows / 2).stream()
                        .mapToInt(each -> each)
                        .toArray();
        int height = positions(x.at(2), pads[0] + pads[2], rows, down, dilation);
        int width = positions(x.at(3), pads[1] + pads[3], columns, right, dilation);
        boolean bias = random.nextBoolean();
        float[] weight = numbers(outputs * (x.at(1) / groups) * rows * columns, x.at(1) / groups * rows * columns);
        float[] biases = numbers(outputs, 4);
        List<String> operands = new ArrayList<>(List.of(x.name(), name() + ".w"));
        if (bias) {
            operands.add(name() + ".b");
        }
        add(x, List.of(x.at(0), outputs, height, width), (model, y) -> {
            model.numbers(y + ".w", weight, outputs, x.at(1) / groups, rows, columns);
            if (bias) {
                model.numbers(y + ".b", biases, outputs);
            }
            model.node(
                    "Conv",
                    y,
                    operands,
                    integer("group", groups),
                    ints("strides", down, right),
                    ints("dilations", dilation, dilation),
                    ints("pads", pads[0], pads[1], pads[2], pads[3]));
        });
    }

    private void pool(Drawn x) {
        if (!x.isImage()) {
            return;
        }
        int size = between(1, 3);
        int stride = between(1, 2);
        boolean max = random.nextBoolean();
        boolean up = max && random.nextBoolean();
        int before = random.nextInt(size);
        int behind = random.nextInt(size);
        int dilation = max && random.nextInt(4) == 0 ? 2 : 1;
        int height = up
                ? roundedUp(x.at(2), before, behind, size, stride, dilation)
                : positions(x.at(2), before + behind, size, stride, dilation);
        int width = up
                ? roundedUp(x.at(3), before, behind, size, stride, dilation)
                : positions(x.at(3), before + behind, size, stride, dilation);
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                ints("kernel_shape", size, size),
                ints("strides", stride, stride),
                ints("pads", before, before, behind, behind)));
        attributes.add(max ? integer("ceil_mode", up ? 1 : 0) : integer("count_include_pad", random.nextInt(2)));
        if (dilation > 1) {
            attributes.add(ints("dilations", dilation, dilation));
        }
        add(
                x,
                List.of(x.at(0), x.at(1), height, width),
                (model, y) -> model.node(
                        max ? "MaxPool" : "AveragePool",
                        y,
                        List.of(x.name()),
                        attributes.toArray(AttributeProto[]::new)));
    }

    private void normalisation(Drawn x) {
        if (!x.isImage()) {
            return;
        }
        int channels = x.at(1);
        if (random.nextInt(3) == 0) {
            add(
                    x,
                    x.dims(),
                    (model, y) -> model.node(
                            "LRN", y, List.of(x.name()), integer("size", 3), real("alpha", 0.1), real("bias", 2)));
            return;
        }
        float[] scale = numbers(channels, 1);
        float[] variance = new float[channels];
        for (int i = 0; i < channels; i++) {
            variance[i] = 0.5f + random.nextFloat();
        }
        add(
                x,
                x.dims(),
                (model, y) -> model.numbers(y + ".s", scale, channels)
                        .numbers(y + ".v", variance, channels)
                        .node("BatchNormalization", y, List.of(x.name(), y + ".s", y + ".s", y + ".s", y + ".v")));
    }

    private void activation(Drawn x) {
        int channels = x.dims().size() > 1 ? x.at(1) : 1;
        float[] slopes = numbers(channels, 9);
        int kind = random.nextInt(8);
        add(x, x.dims(), (model, y) -> {
            List<String> operand = List.of(x.name());
            switch (kind) {
                case 0, 1 -> model.node("Relu", y, operand);
                case 2 ->
                    model.numbers(y + ".low", new float[] {0})
                            .numbers(y + ".high", new float[] {1.5f})
                            .node("Clip", y, List.of(x.name(), y + ".low", y + ".high"));
                case 3 -> model.node("LeakyRelu", y, operand, real("alpha", 0.2));
                case 4 -> model.node("Sigmoid", y, operand);
                case 5 -> model.node("HardSigmoid", y, operand, real("alpha", 0.3), real("beta", 0.4));
                case 6 -> model.node("HardSwish", y, operand);
                default -> {
                    long[] extents = new long[Math.max(1, x.dims().size() - 1)];
                    Arrays.fill(extents, 1);
                    extents[0] = channels;
                    model.numbers(y + ".slope", slopes, extents).node("PRelu", y, List.of(x.name(), y + ".slope"));
                }
            }
        });
    }

    private void arithmetic(Drawn x) {
        List<Drawn> alike =
                values.stream().filter(each -> each.dims().equals(x.dims())).toList();
        Drawn other = alike.get(random.nextInt(alike.size()));
        int kind = random.nextInt(4);
        if (kind == 3) {
            List<Integer> extents = x.dims().stream()
                    .map(extent -> random.nextBoolean() ? extent : 1)
                    .toList();
            int elements = extents.stream().reduce(1, (a, b) -> a * b);
            float[] data = numbers(elements, 1);
            add(
                    x,
                    x.dims(),
                    (model, y) -> model.numbers(
                                    y + ".c",
                                    data,
                                    extents.stream()
                                            .mapToLong(Integer::longValue)
                                            .toArray())
                            .node(elements % 2 == 0 ? "Add" : "Mul", y, List.of(y + ".c", x.name())));
            return;
        }
        add(
                List.of(x, other),
                x.dims(),
                (model, y) ->
                        model.node(kind == 0 ? "Add" : kind == 1 ? "Mul" : "Sum", y, List.of(x.name(), other.name())));
    }

    private void concat(Drawn x) {
        if (x.dims().size() < 2) {
            return;
        }
        int axis = random.nextInt(3) == 0 ? random.nextInt(x.dims().size()) : 1;
        List<Drawn> parts = new ArrayList<>(List.of(x));
        for (Drawn each : values) {
            if (parts.size() < 3 && differsAlong(each.dims(), x.dims(), axis)) {
                parts.add(each);
            }
        }
        List<Integer> dims = new ArrayList<>(x.dims());
        dims.set(axis, parts.stream().mapToInt(each -> each.at(axis)).sum());
        add(
                parts,
                dims,
                (model, y) ->
                        model.node("Concat", y, parts.stream().map(Drawn::name).toList(), integer("axis", axis)));
    }

    private void slice(Drawn x) {
        int axis = random.nextInt(x.dims().size());
        int extent = x.at(axis);
        int start = random.nextInt(extent);
        int step = random.nextInt(4) == 0 ? 2 : 1;
        boolean backwards = random.nextInt(5) == 0;
        int count = backwards ? start / step + 1 : (extent - 1 - start) / step + 1;
        List<Integer> dims = new ArrayList<>(x.dims());
        dims.set(axis, count);
        add(
                x,
                dims,
                (model, y) -> model.integers(y + ".s", start)
                        .integers(y + ".e", backwards ? -extent - 1 : extent)
                        .integers(y + ".a", axis)
                        .integers(y + ".p", backwards ? -step : step)
                        .node("Slice", y, List.of(x.name(), y + ".s", y + ".e", y + ".a", y + ".p")));
    }

    private void pad(Drawn x) {
        int rank = x.dims().size();
        long[] pads = new long[2 * rank];
        List<Integer> dims = new ArrayList<>(x.dims());
        int axis = random.nextInt(rank);
        pads[axis] = between(0, 2);
        pads[axis + rank] = between(x.at(axis) > 2 ? -1 : 0, 2);
        dims.set(axis, (int) (x.at(axis) + pads[axis] + pads[axis + rank]));
        add(
                x,
                dims,
                (model, y) -> model.integers(y + ".p", pads)
                        .numbers(y + ".v", new float[] {0.25f})
                        .node("Pad", y, List.of(x.name(), y + ".p", y + ".v")));
    }

    private void transpose(Drawn x) {
        List<Integer> order = new ArrayList<>();
        for (int axis = 0; axis < x.dims().size(); axis++) {
            order.add(axis);
        }
        Collections.shuffle(order, random);
        add(
                x,
                order.stream().map(x::at).toList(),
                (model, y) -> model.node(
                        "Transpose",
                        y,
                        List.of(x.name()),
                        ints(
                                "perm",
                                order.stream().mapToLong(Integer::longValue).toArray())));
    }

    private void shuffle(Drawn x) {
        if (!x.isImage()) {
            return;
        }
        int groups = pick(divisors(x.at(1)));
        add(
                x,
                x.dims(),
                (model, y) -> model.integers(y + ".s", x.at(0), groups, x.at(1) / groups, x.at(2), x.at(3))
                        .integers(y + ".t", x.at(0), x.at(1), x.at(2), x.at(3))
                        .node("Reshape", y + ".1", List.of(x.name(), y + ".s"))
                        .node("Transpose", y + ".2", List.of(y + ".1"), ints("perm", 0, 2, 1, 3, 4))
                        .node("Reshape", y, List.of(y + ".2", y + ".t")));
    }

    private void mean(Drawn x) {
        int axis = random.nextInt(x.dims().size());
        boolean planes = x.isImage() && random.nextBoolean();
        List<Integer> dims = new ArrayList<>(x.dims());
        if (planes) {
            dims.set(2, 1);
            dims.set(3, 1);
            add(x, dims, (model, y) -> model.node("GlobalAveragePool", y, List.of(x.name())));
        } else {
            dims.set(axis, 1);
            add(x, dims, (model, y) -> model.node("ReduceMean", y, List.of(x.name()), ints("axes", axis)));
        }
    }

    private void dense(Drawn x) {
        if (x.dims().size() != 2 || x.at(1) > 400) {
            return;
        }
        int features = x.at(1);
        int outputs = between(1, 20);
        boolean gemm = random.nextBoolean();
        float[] weight = numbers(features * outputs, features);
        float[] bias = numbers(outputs, 4);
        add(x, List.of(x.at(0), outputs), (model, y) -> {
            if (gemm) {
                model.numbers(y + ".w", weight, outputs, features)
                        .numbers(y + ".b", bias, outputs)
                        .node(
                                "Gemm",
                                y,
                                List.of(x.name(), y + ".w", y + ".b"),
                                integer("transB", 1),
                                real("alpha", 0.5));
            } else {
                model.numbers(y + ".w", weight, features, outputs).node("MatMul", y, List.of(x.name(), y + ".w"));
            }
        });
    }

    private void softmax(Drawn x) {
        int axis = random.nextInt(x.dims().size());
        boolean log = random.nextInt(3) == 0;
        add(
                x,
                x.dims(),
                (model, y) -> model.node(log ? "LogSoftmax" : "Softmax", y, List.of(x.name()), integer("axis", axis)));
    }

    /** Squeeze and excitation. */
    private void gate(Drawn x) {
        if (!x.isImage()) {
            return;
        }
        add(
                x,
                x.dims(),
                (model, y) -> model.node("GlobalAveragePool", y + ".1", List.of(x.name()))
                        .node("Sigmoid", y + ".2", List.of(y + ".1"))
                        .node("Mul", y, List.of(x.name(), y + ".2")));
    }

    private void flatten(Drawn x) {
        if (x.dims().size() < 2) {
            return;
        }
        int rest = x.dims().stream().skip(1).reduce(1, (a, b) -> a * b);
        add(x, List.of(x.at(0), rest), (model, y) -> model.node("Flatten", y, List.of(x.name())));
    }

    private void add(Drawn x, List<Integer> dims, BiConsumer<ModelWriter, String> write) {
        add(List.of(x), dims, write);
    }

    private void add(List<Drawn> inputs, List<Integer> dims, BiConsumer<ModelWriter, String> write) {
        long elements = dims.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (elements < 1 || elements > MOST_ELEMENTS || dims.contains(0)) {
            return; // another one is drawn
        }
        Drawn output = new Drawn(name(), List.copyOf(dims));
        steps.add(new Step(
                output, inputs.stream().map(Drawn::name).toList(), model -> write.accept(model, output.name())));
        values.add(output);
    }

    private String name() {
        return "y" + steps.size();
    }

    private static boolean differsAlong(List<Integer> one, List<Integer> other, int axis) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (i != axis && !one.get(i).equals(other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static int positions(int extent, int padding, int kernel, int stride, int dilation) {
        int free = extent + padding - (kernel - 1) * dilation - 1;
        return free < 0 ? 0 : free / stride + 1;
    }

    private static int roundedUp(int extent, int before, int behind, int kernel, int stride, int dilation) {
        int free = extent + before + behind - (kernel - 1) * dilation - 1;
        if (free < 0) {
            return 0;
        }
        int positions = Math.ceilDiv(free, stride) + 1;
        return (positions - 1) * stride >= extent + before ? positions - 1 : positions;
    }

    private float[] numbers(int count, int fanIn) {
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = (float) (random.nextGaussian() / Math.sqrt(fanIn));
        }
        return data;
    }

    private static List<Integer> divisors(int number) {
        List<Integer> divisors = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            if (number % i == 0) {
                divisors.add(i);
            }
        }
        return divisors;
    }

    private int pick(List<Integer> from) {
        return from.get(random.nextInt(from.size()));
    }

    private int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }
}
