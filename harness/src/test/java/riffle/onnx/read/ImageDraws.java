package riffle.onnx.read;

import static riffle.onnx.read.ModelWriter.integer;
import static riffle.onnx.read.ModelWriter.ints;
import static riffle.onnx.read.ModelWriter.real;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.onnx.format.AttributeProto;

/** Draws nodes on images. */
abstract class ImageDraws extends ModelDraws {

    ImageDraws(long seed) {
        super(seed);
    }

    void convolution(Drawn x) {
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

    void pool(Drawn x) {
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

    void normalisation(Drawn x) {
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

    void shuffle(Drawn x) {
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

    /** Squeeze and excitation. */
    void gate(Drawn x) {
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

    static int positions(int extent, int padding, int kernel, int stride, int dilation) {
        int free = extent + padding - (kernel - 1) * dilation - 1;
        return free < 0 ? 0 : free / stride + 1;
    }

    static int roundedUp(int extent, int before, int behind, int kernel, int stride, int dilation) {
        int free = extent + before + behind - (kernel - 1) * dilation - 1;
        if (free < 0) {
            return 0;
        }
        int positions = Math.ceilDiv(free, stride) + 1;
        return (positions - 1) * stride >= extent + before ? positions - 1 : positions;
    }
}
