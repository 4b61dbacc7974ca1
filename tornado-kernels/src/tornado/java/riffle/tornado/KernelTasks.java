package riffle.tornado;

import java.util.List;
import riffle.kernel.AddReluKernel;
import riffle.kernel.AvgPool3x3Kernel;
import riffle.kernel.AvgPoolKernel;
import riffle.kernel.BandwidthKernel;
import riffle.kernel.BatchNormKernel;
import riffle.kernel.ChannelShuffleKernel;
import riffle.kernel.ConcatKernel;
import riffle.kernel.Conv2dKernel;
import riffle.kernel.DepthwiseConv3x3Kernel;
import riffle.kernel.DepthwiseConvKernel;
import riffle.kernel.FullyConnectedKernel;
import riffle.kernel.GlobalAvgPoolKernel;
import riffle.kernel.LocalResponseNormKernel;
import riffle.kernel.MaxPoolKernel;
import riffle.kernel.MergedConvKernel;
import riffle.kernel.NarrowConv2dKernel;
import riffle.kernel.NarrowDepthwiseConvKernel;
import riffle.kernel.NarrowPointwiseConvKernel;
import riffle.kernel.NothingKernel;
import riffle.kernel.PadKernel;
import riffle.kernel.PeakKernel;
import riffle.kernel.PointwiseConvKernel;
import riffle.kernel.ReluKernel;
import riffle.kernel.SoftmaxKernel;
import riffle.kernel.StemConvKernel;
import riffle.plan.family.Kernel;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** Adds a kernel to a task graph: the table from {@link Kernel} to Java method. */
final class KernelTasks {

    private KernelTasks() {}

    /**
     * @param id the task's name in the graph
     * @param shape the kernel's shape array; unused by kernels that take none
     * @param b its buffers, in order
     */
    static void add(
            TaskGraph graph, String id, KernelContext context, Kernel kernel, IntArray shape, List<FloatArray> b) {
        switch (kernel) {
            case POINTWISE_CONV ->
                graph.task(
                        id, PointwiseConvKernel::pointwiseConv, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case POINTWISE_CONV_ADD ->
                graph.task(
                        id,
                        PointwiseConvKernel::pointwiseConvAdd,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4));
            case CONV2D -> graph.task(id, Conv2dKernel::conv2d, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case CONV2D_STRIDE_1 ->
                graph.task(id, Conv2dKernel::conv2dStride1, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case STEM_CONV ->
                graph.task(id, StemConvKernel::stemConv, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case DEPTHWISE_CONV ->
                graph.task(
                        id, DepthwiseConvKernel::depthwiseConv, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case DEPTHWISE_CONV_3X3 ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case DEPTHWISE_CONV_3X3_STRIDE_2 ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case NARROW_POINTWISE_CONV ->
                graph.task(
                        id,
                        NarrowPointwiseConvKernel::narrowPointwiseConv,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case NARROW_POINTWISE_CONV_ADD ->
                graph.task(
                        id,
                        NarrowPointwiseConvKernel::narrowPointwiseConvAdd,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4));
            case NARROW_CONV2D ->
                graph.task(
                        id, NarrowConv2dKernel::narrowConv2d, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case NARROW_CONV2D_STRIDE_1 ->
                graph.task(
                        id,
                        NarrowConv2dKernel::narrowConv2dStride1,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case NARROW_DEPTHWISE_CONV ->
                graph.task(
                        id,
                        NarrowDepthwiseConvKernel::narrowDepthwiseConv,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case NARROW_DEPTHWISE_CONV_STRIDE_1 ->
                graph.task(
                        id,
                        NarrowDepthwiseConvKernel::narrowDepthwiseConvStride1,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case SHUFFLE_UNIT ->
                graph.task(
                        id,
                        MergedConvKernel::shuffleUnit,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4),
                        b.get(5),
                        b.get(6),
                        b.get(7),
                        b.get(8));
            case SHUFFLE_UNIT_STRIDE_2 ->
                graph.task(
                        id,
                        MergedConvKernel::shuffleUnitStride2,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4),
                        b.get(5),
                        b.get(6),
                        b.get(7),
                        b.get(8));
            case DEPTHWISE_POINTWISE ->
                graph.task(
                        id,
                        MergedConvKernel::depthwisePointwise,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4),
                        b.get(5),
                        b.get(6));
            case PAD -> graph.task(id, PadKernel::padPlanes, context, shape, b.get(0), b.get(1));
            case CHANNEL_SHUFFLE ->
                graph.task(id, ChannelShuffleKernel::channelShuffle, context, shape, b.get(0), b.get(1));
            case CONCAT -> graph.task(id, ConcatKernel::concatChannels, context, shape, b.get(0), b.get(1), b.get(2));
            case BATCH_NORM ->
                graph.task(id, BatchNormKernel::batchNorm, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case RELU -> graph.task(id, ReluKernel::relu, context, b.get(0), b.get(1));
            case ADD_RELU -> graph.task(id, AddReluKernel::addRelu, context, b.get(0), b.get(1), b.get(2));
            case MAX_POOL -> graph.task(id, MaxPoolKernel::maxPool, context, shape, b.get(0), b.get(1));
            case MAX_POOL_3X3 -> graph.task(id, MaxPoolKernel::maxPool3x3, context, shape, b.get(0), b.get(1));
            case AVG_POOL -> graph.task(id, AvgPoolKernel::avgPool, context, shape, b.get(0), b.get(1));
            case AVG_POOL_3X3 -> graph.task(id, AvgPool3x3Kernel::avgPool3x3, context, shape, b.get(0), b.get(1));
            case GLOBAL_AVG_POOL ->
                graph.task(id, GlobalAvgPoolKernel::globalAvgPool, context, shape, b.get(0), b.get(1));
            case FULLY_CONNECTED ->
                graph.task(
                        id,
                        FullyConnectedKernel::fullyConnected,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case LOCAL_RESPONSE_NORM ->
                graph.task(
                        id, LocalResponseNormKernel::localResponseNorm, context, shape, b.get(0), b.get(1), b.get(2));
            case SOFTMAX -> graph.task(id, SoftmaxKernel::softmax, context, shape, b.get(0), b.get(1));
            case LOG_SOFTMAX -> graph.task(id, SoftmaxKernel::logSoftmax, context, shape, b.get(0), b.get(1));
            case PEAK_1 -> graph.task(id, PeakKernel::peak1, context, shape, b.get(0), b.get(1));
            case PEAK_2 -> graph.task(id, PeakKernel::peak2, context, shape, b.get(0), b.get(1));
            case PEAK_4 -> graph.task(id, PeakKernel::peak4, context, shape, b.get(0), b.get(1));
            case PEAK_8 -> graph.task(id, PeakKernel::peak8, context, shape, b.get(0), b.get(1));
            case PEAK_16 -> graph.task(id, PeakKernel::peak16, context, shape, b.get(0), b.get(1));
            case FILL -> graph.task(id, BandwidthKernel::fillPattern, context, shape, b.get(0));
            case READ -> graph.task(id, BandwidthKernel::readArray, context, shape, b.get(0), b.get(1));
            case COPY -> graph.task(id, BandwidthKernel::copyArray, context, shape, b.get(0), b.get(1));
            case TRIAD -> graph.task(id, BandwidthKernel::triadArrays, context, shape, b.get(0), b.get(1), b.get(2));
            case NOTHING -> graph.task(id, NothingKernel::copyOne, context, shape, b.get(0), b.get(1));
            case PEAK_16_MEMORY -> graph.task(id, PeakKernel::peak16Memory, context, shape, b.get(0), b.get(1));
            case PEAK_16_COMPUTE -> graph.task(id, PeakKernel::peak16Compute, context, shape, b.get(0), b.get(1));
            case TRIAD_MEMORY ->
                graph.task(id, BandwidthKernel::triadArraysMemory, context, shape, b.get(0), b.get(1), b.get(2));
            case TRIAD_COMPUTE ->
                graph.task(id, BandwidthKernel::triadArraysCompute, context, shape, b.get(0), b.get(1), b.get(2));
            case POINTWISE_CONV_MEMORY ->
                graph.task(
                        id,
                        PointwiseConvKernel::pointwiseConvMemory,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case POINTWISE_CONV_COMPUTE ->
                graph.task(
                        id,
                        PointwiseConvKernel::pointwiseConvCompute,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case POINTWISE_CONV_ADD_MEMORY ->
                graph.task(
                        id,
                        PointwiseConvKernel::pointwiseConvAddMemory,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4));
            case POINTWISE_CONV_ADD_COMPUTE ->
                graph.task(
                        id,
                        PointwiseConvKernel::pointwiseConvAddCompute,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3),
                        b.get(4));
            case DEPTHWISE_CONV_3X3_MEMORY ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3Memory,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case DEPTHWISE_CONV_3X3_COMPUTE ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3Compute,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case DEPTHWISE_CONV_3X3_STRIDE_2_MEMORY ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2Memory,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case DEPTHWISE_CONV_3X3_STRIDE_2_COMPUTE ->
                graph.task(
                        id,
                        DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2Compute,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case CONV2D_MEMORY ->
                graph.task(id, Conv2dKernel::conv2dMemory, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case CONV2D_COMPUTE ->
                graph.task(id, Conv2dKernel::conv2dCompute, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case CONV2D_STRIDE_1_MEMORY ->
                graph.task(
                        id, Conv2dKernel::conv2dStride1Memory, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case CONV2D_STRIDE_1_COMPUTE ->
                graph.task(
                        id, Conv2dKernel::conv2dStride1Compute, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case STEM_CONV_MEMORY ->
                graph.task(id, StemConvKernel::stemConvMemory, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case STEM_CONV_COMPUTE ->
                graph.task(id, StemConvKernel::stemConvCompute, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
            case FULLY_CONNECTED_MEMORY ->
                graph.task(
                        id,
                        FullyConnectedKernel::fullyConnectedMemory,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
            case FULLY_CONNECTED_COMPUTE ->
                graph.task(
                        id,
                        FullyConnectedKernel::fullyConnectedCompute,
                        context,
                        shape,
                        b.get(0),
                        b.get(1),
                        b.get(2),
                        b.get(3));
        }
    }
}
