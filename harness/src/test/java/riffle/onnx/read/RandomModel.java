package riffle.onnx.read;

import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A model drawn from a seed: a few nodes, each on values that are there, of any operator that is taken. */
final class RandomModel extends ImageDraws {

    private static final int OPERATOR_SET = 14;

    private final Drawn input;

    /** The model of a seed. */
    RandomModel(long seed) {
        super(seed);
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

    private void flatten(Drawn x) {
        if (x.dims().size() < 2) {
            return;
        }
        int rest = x.dims().stream().skip(1).reduce(1, (a, b) -> a * b);
        add(x, List.of(x.at(0), rest), (model, y) -> model.node("Flatten", y, List.of(x.name())));
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
}
