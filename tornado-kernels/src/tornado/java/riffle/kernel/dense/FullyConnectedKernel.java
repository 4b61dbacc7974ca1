package riffle.kernel.dense;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Fully connected layer: a matrix of weights, [output][feature], times a vector. A work-item computes 4 outputs, 16
 * features at a time: one row of weights alone is one stream of addresses, which memory serves more slowly than four.
 *
 * <p>Work-items: x = block of 4 outputs, y = image.
 */
public final class FullyConnectedKernel {

    private static final int OUTPUTS = 4;

    private FullyConnectedKernel() {}

    /** y = W x + b, rectified where the plan folded that in. */
    public static void fullyConnected(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.ALL);
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void fullyConnectedMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.MEMORY);
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void fullyConnectedCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, shape, x, weight, bias, y, Part.COMPUTE);
    }

    private static void body(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part) {
        int features = shape.get(0);
        int outputs = shape.get(1);
        int relu = shape.get(2);
        int output = context.globalIdx * OUTPUTS;
        int image = context.globalIdy;
        int in = image * features;
        int last = outputs - 1;
        int w0 = output * features;
        int w1 = Math.min(output + 1, last) * features;
        int w2 = Math.min(output + 2, last) * features;
        int w3 = Math.min(output + 3, last) * features;
        Float16 a0 = Vector16.splat(0f);
        Float16 a1 = a0;
        Float16 a2 = a0;
        Float16 a3 = a0;
        int vectors = features / Vector16.COUNT * Vector16.COUNT;
        for (int i = 0; i < vectors; i = i + Vector16.COUNT) {
            Float16 v = Vector16.load(x, Part.from(in + i, part));
            a0 = add(a0, Vector16.load(weight, Part.from(w0 + i, part)), v, part);
            a1 = add(a1, Vector16.load(weight, Part.from(w1 + i, part)), v, part);
            a2 = add(a2, Vector16.load(weight, Part.from(w2 + i, part)), v, part);
            a3 = add(a3, Vector16.load(weight, Part.from(w3 + i, part)), v, part);
        }
        float sum0 = Vector16.sum(a0);
        float sum1 = Vector16.sum(a1);
        float sum2 = Vector16.sum(a2);
        float sum3 = Vector16.sum(a3);
        for (int i = vectors; i < features; i++) {
            float v = x.get(in + i);
            sum0 = sum0 + weight.get(w0 + i) * v;
            sum1 = sum1 + weight.get(w1 + i) * v;
            sum2 = sum2 + weight.get(w2 + i) * v;
            sum3 = sum3 + weight.get(w3 + i) * v;
        }
        float floor = Planes.floor(relu);
        int to = image * outputs + output;
        y.set(to, Part.atLeast(sum0 + bias.get(output), floor, part));
        if (output + 1 < outputs) {
            y.set(to + 1, Part.atLeast(sum1 + bias.get(output + 1), floor, part));
        }
        if (output + 2 < outputs) {
            y.set(to + 2, Part.atLeast(sum2 + bias.get(output + 2), floor, part));
        }
        if (output + 3 < outputs) {
            y.set(to + 3, Part.atLeast(sum3 + bias.get(output + 3), floor, part));
        }
    }

    private static Float16 add(Float16 sum, Float16 a, Float16 b, int part) {
        Float16 added = Float16.add(sum, Float16.add(a, b));
        if (part != Part.MEMORY) {
            added = Vector16.multiplyAdd(sum, a, b);
        }
        return added;
    }
}
