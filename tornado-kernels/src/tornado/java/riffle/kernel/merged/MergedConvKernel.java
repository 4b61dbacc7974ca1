package riffle.kernel.merged;

import riffle.kernel.Part;
import riffle.kernel.Planes;
import riffle.kernel.depthwise.DepthwiseRows;
import riffle.kernel.pointwise.PointwiseBlock;
import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A depthwise 3x3 convolution with a padding of 1 in one launch with the pointwise convolution that follows it, and
 * that before it: ShuffleNet's units and MobileNet's pairs. A work-item computes a band of rows of all planes of an
 * image, from a part of {@code scratch} that is its own, without waiting for others. It holds 8 planes before the
 * depthwise convolution, which a block of the pointwise convolution before it has just written, and all planes behind
 * it, of the band's rows alone. What the pointwise convolution before computes for the row above the band and the row
 * below it, the neighbours compute too.
 *
 * <p>Work-items: x = band, y = image.
 */
public final class MergedConvKernel {

    private MergedConvKernel() {}

    /** Pointwise, depthwise, pointwise, stride 1, and x added: ShuffleNet's unit in Fig. 2(b). */
    public static void shuffleUnit(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray firstWeight,
            FloatArray firstBias,
            FloatArray depthwiseWeight,
            FloatArray depthwiseBias,
            FloatArray weight,
            FloatArray bias,
            FloatArray scratch,
            FloatArray y) {
        unit(
                context,
                shape,
                x,
                firstWeight,
                firstBias,
                depthwiseWeight,
                depthwiseBias,
                weight,
                bias,
                scratch,
                y,
                1,
                true);
    }

    /** Pointwise, depthwise with stride 2, pointwise: the branch of the unit in Fig. 2(c). */
    public static void shuffleUnitStride2(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray firstWeight,
            FloatArray firstBias,
            FloatArray depthwiseWeight,
            FloatArray depthwiseBias,
            FloatArray weight,
            FloatArray bias,
            FloatArray scratch,
            FloatArray y) {
        unit(
                context,
                shape,
                x,
                firstWeight,
                firstBias,
                depthwiseWeight,
                depthwiseBias,
                weight,
                bias,
                scratch,
                y,
                2,
                false);
    }

    /** Depthwise, then pointwise: MobileNet's pair. */
    public static void depthwisePointwise(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray depthwiseWeight,
            FloatArray depthwiseBias,
            FloatArray weight,
            FloatArray bias,
            FloatArray scratch,
            FloatArray y) {
        int height = shape.get(0);
        int width = shape.get(1);
        int channels = shape.get(2);
        int rows = shape.get(3);
        int begin = context.globalIdx * rows;
        int count = Math.min(rows, height - begin);
        int inBegin = Math.max(begin - 1, 0);
        int inRows = Math.min(begin + count + 1, height) - inBegin;
        int behind = part(context, shape, height);
        for (int channel = 0; channel < channels; channel++) {
            int in = (context.globalIdy * channels + channel) * height * width;
            depthwise(
                    shape,
                    x,
                    in + inBegin * width,
                    inRows,
                    begin - inBegin,
                    in + height * width - 1,
                    depthwiseWeight,
                    depthwiseBias,
                    channel,
                    scratch,
                    behind,
                    count,
                    1);
        }
        pointwise(context, shape, behind, begin, count, height, scratch, weight, bias, x, y, 1, false);
    }

    private static void unit(
            KernelContext context,
            IntArray shape,
            FloatArray x,
            FloatArray firstWeight,
            FloatArray firstBias,
            FloatArray depthwiseWeight,
            FloatArray depthwiseBias,
            FloatArray weight,
            FloatArray bias,
            FloatArray scratch,
            FloatArray y,
            int stride,
            boolean add) {
        int inHeight = shape.get(0);
        int inWidth = shape.get(1);
        int channels = shape.get(2);
        int rows = shape.get(3);
        int plane = shape.get(4);
        int groups = shape.get(14);
        int inPerGroup = shape.get(15);
        int shuffleGroups = shape.get(17);
        int image = context.globalIdy;
        int height = (inHeight + stride - 1) / stride;
        int begin = context.globalIdx * rows;
        int count = Math.min(rows, height - begin);
        int inBegin = Math.max(begin * stride - 1, 0);
        int above = begin * stride - inBegin;
        int inRows = Math.min((begin + count) * stride + 2 - stride, inHeight) - inBegin;
        int inPlane = inRows * inWidth;
        int behind = part(context, shape, height);
        int before = behind + channels * plane;

        int perGroup = channels / groups;
        int blocksPerGroup = (perGroup + 7) / 8;
        for (int block = 0; block < groups * blocksPerGroup; block++) {
            int group = block / blocksPerGroup;
            int first = (block - group * blocksPerGroup) * 8;
            int left = Math.min(perGroup - first, 8);
            int firstRelu = shape.get(16);
            int lanes = shape.get(13);
            PointwiseBlock.strip(
                    x,
                    (image * groups + group) * inPerGroup * inHeight * inWidth + inBegin * inWidth,
                    inHeight * inWidth,
                    firstWeight,
                    firstBias,
                    block,
                    1,
                    inPerGroup,
                    x,
                    0,
                    scratch,
                    before,
                    inPlane,
                    0,
                    inPlane,
                    left,
                    0,
                    1,
                    8,
                    firstRelu,
                    false,
                    false,
                    lanes,
                    Part.ALL);
            // what is read behind the last plane counts as nothing, which takes a number
            for (int i = 0; i < inWidth + 32; i = i + 16) {
                Vector16.store(scratch, before + left * inPlane + i, Vector16.splat(0f));
            }
            int channel = Planes.shuffled(group * perGroup + first, channels, shuffleGroups);
            for (int k = 0; k < left; k++) {
                int in = before + k * inPlane;
                depthwise(
                        shape,
                        scratch,
                        in,
                        inRows,
                        above,
                        in + inPlane + inWidth + 31,
                        depthwiseWeight,
                        depthwiseBias,
                        channel,
                        scratch,
                        behind,
                        count,
                        stride);
                channel = Planes.next(channel, shuffleGroups, channels);
            }
        }
        pointwise(context, shape, behind, begin, count, height, scratch, weight, bias, x, y, stride, add);
    }

    /** Where a work-item's part of the scratch memory begins. */
    private static int part(KernelContext context, IntArray shape, int height) {
        int rows = shape.get(3);
        int part = shape.get(5);
        int bands = (height + rows - 1) / rows;
        return (context.globalIdy * bands + context.globalIdx) * part;
    }

    /** One channel over the rows of a band, into its plane behind the depthwise convolution. */
    private static void depthwise(
            IntArray shape,
            FloatArray x,
            int in,
            int inRows,
            int above,
            int last,
            FloatArray weight,
            FloatArray bias,
            int channel,
            FloatArray scratch,
            int behind,
            int count,
            int stride) {
        int inWidth = shape.get(1);
        int channels = shape.get(2);
        int plane = shape.get(4);
        int shuffleGroups = shape.get(7);
        int out = behind + Planes.shuffled(channel, channels, shuffleGroups) * plane;
        int relu = shape.get(6);
        if (stride == 1) {
            DepthwiseRows.stride1(
                    x, in, inRows, above, last, inWidth, weight, bias, channel, channels, scratch, out, count, plane,
                    relu, Part.ALL);
        } else {
            DepthwiseRows.stride2(
                    x, in, inRows, above, last, inWidth, weight, bias, channel, channels, scratch, out, count, plane,
                    relu, Part.ALL);
        }
    }

    /** All output channels over the rows of a band. */
    private static void pointwise(
            KernelContext context,
            IntArray shape,
            int behind,
            int begin,
            int count,
            int height,
            FloatArray scratch,
            FloatArray weight,
            FloatArray bias,
            FloatArray residual,
            FloatArray y,
            int stride,
            boolean add) {
        int inWidth = shape.get(1);
        int width = (inWidth + stride - 1) / stride;
        int plane = shape.get(4);
        int groups = shape.get(8);
        int outPerGroup = shape.get(9);
        int image = context.globalIdy;
        int pixels = height * width;
        int inChannels = shape.get(2);
        int perGroup = inChannels / groups;
        int channels = groups * outPerGroup;
        int blocksPerGroup = (outPerGroup + 7) / 8;
        for (int block = 0; block < groups * blocksPerGroup; block++) {
            int group = block / blocksPerGroup;
            int first = (block - group * blocksPerGroup) * 8;
            int channel = group * outPerGroup + first;
            int planes = shape.get(11);
            int firstPlane = shape.get(12);
            int relu = shape.get(10);
            int lanes = shape.get(13);
            PointwiseBlock.strip(
                    scratch,
                    behind + group * perGroup * plane,
                    plane,
                    weight,
                    bias,
                    block,
                    1,
                    perGroup,
                    residual,
                    (image * channels + channel) * pixels + begin * width,
                    y,
                    (image * planes + firstPlane) * pixels + begin * width,
                    pixels,
                    0,
                    count * width,
                    outPerGroup - first,
                    channel,
                    1,
                    channels,
                    relu,
                    add,
                    false,
                    lanes,
                    Part.ALL);
        }
    }
}
