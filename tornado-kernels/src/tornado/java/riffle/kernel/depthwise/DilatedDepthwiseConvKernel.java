package riffle.kernel.depthwise;

import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Depthwise convolution whose window leaves elements out, pixel by pixel: plain, for no network of the paper has one.
 * What lies beyond the edges of a plane is left out of the sum. Weights come as [channel][window].
 *
 * <p>Work-items: x = column, y = row, z = image and channel.
 */
public final class DilatedDepthwiseConvKernel {

    private DilatedDepthwiseConvKernel() {}

    /** y[c] = w[c] * x[c] + b[c], rectified, shuffled and put at a channel offset where the plan folded those in. */
    public static void dilatedDepthwiseConv(
            KernelContext context, IntArray shape, FloatArray x, FloatArray weight, FloatArray bias, FloatArray y) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int kernelHeight = shape.get(2);
        int kernelWidth = shape.get(3);
        int stride = shape.get(4);
        int dilation = shape.get(5);
        int padding = shape.get(6);
        int channels = shape.get(7);
        int height = shape.get(8);
        int width = shape.get(9);
        int relu = shape.get(10);
        int shuffleGroups = shape.get(11);
        int planes = shape.get(12);
        int firstPlane = shape.get(13);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int inPlane = context.globalIdz;
        int image = inPlane / channels;
        int channel = inPlane - image * channels;
        int w = channel * kernelHeight * kernelWidth;
        float sum = bias.get(channel);
        for (int i = 0; i < kernelHeight; i++) {
            int inRow = row * stride - padding + i * dilation;
            for (int j = 0; j < kernelWidth; j++) {
                int inColumn = column * stride - padding + j * dilation;
                if (inRow >= 0 && inRow < inHeight && inColumn >= 0 && inColumn < inWidth) {
                    sum = sum + weight.get(w) * x.get((inPlane * inHeight + inRow) * inWidth + inColumn);
                }
                w = w + 1;
            }
        }
        int plane = image * planes + firstPlane + Planes.shuffled(channel, channels, shuffleGroups);
        y.set((plane * height + row) * width + column, Math.max(sum, Planes.floor(relu)));
    }
}
