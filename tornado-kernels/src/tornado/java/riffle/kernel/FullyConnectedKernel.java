package riffle.kernel;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * Fully connected layer: a matrix of weights, [output][feature], times a vector. A work-item computes one output, 8 features
 * at a time in two chains.
 *
 * <p>Work-items: x = output, y = image.
 */
public final class FullyConnectedKernel {

    private FullyConnectedKernel() {}

    /** y = W x + b, rectified where the plan folded that in. */
    public static void fullyConnected(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, x, weight, bias, y, Part.ALL, shape.get(0), shape.get(1), shape.get(2));
    }

    /** Its memory traffic alone: {@link Part#MEMORY}. */
    public static void fullyConnectedMemory(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, x, weight, bias, y, Part.MEMORY, shape.get(0), shape.get(1), shape.get(2));
    }

    /** Its arithmetic alone: {@link Part#COMPUTE}. */
    public static void fullyConnectedCompute(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        body(context, x, weight, bias, y, Part.COMPUTE, shape.get(0), shape.get(1), shape.get(2));
    }

    private static void body(
            KernelContext context,
            FloatArray x,
            FloatArray weight,
            FloatArray bias,
            FloatArray y,
            int part,
            int features,
            int outputs,
            int relu) {
        int output = context.globalIdx;
        int image = context.globalIdy;
        int in = image * features;
        int w = output * features;
        Float8 even = Lanes.splat(0f);
        Float8 odd = Lanes.splat(0f);
        int pairs = features / 16;
        for (int i = 0; i < pairs; i++) {
            int v = Part.index(w, part);
            int at = Part.index(in, part);
            even = add(even, Lanes.load(weight, v), Lanes.load(x, at), part);
            odd = add(odd, Lanes.load(weight, v + 8), Lanes.load(x, at + 8), part);
            in = in + 16;
            w = w + 16;
        }
        float sum = bias.get(output) + Lanes.sum(Float8.add(even, odd));
        int left = features - pairs * 16;
        for (int i = 0; i < left; i++) {
            sum = sum + weight.get(w + i) * x.get(in + i);
        }
        y.set(image * outputs + output, Part.atLeast(sum, Planes.floor(relu), part));
    }

    private static Float8 add(Float8 sum, Float8 a, Float8 b, int part) {
        Float8 added = Float8.add(sum, Float8.add(a, b));
        if (part != Part.MEMORY) {
            added = Float8.add(sum, Float8.mult(a, b));
        }
        return added;
    }
}
