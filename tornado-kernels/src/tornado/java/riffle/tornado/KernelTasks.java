package riffle.tornado;

import static riffle.tornado.KernelTask.plain;
import static riffle.tornado.KernelTask.shaped;

import riffle.kernel.ceiling.BandwidthKernel;
import riffle.kernel.ceiling.NothingKernel;
import riffle.kernel.ceiling.PeakKernel;
import riffle.kernel.dense.Conv2dKernel;
import riffle.kernel.dense.FullyConnectedKernel;
import riffle.kernel.dense.GeneralConvKernel;
import riffle.kernel.dense.NarrowConv2dKernel;
import riffle.kernel.dense.StemConvKernel;
import riffle.kernel.depthwise.DepthwiseConv3x3Kernel;
import riffle.kernel.depthwise.DepthwiseConvKernel;
import riffle.kernel.depthwise.DilatedDepthwiseConvKernel;
import riffle.kernel.depthwise.NarrowDepthwiseConvKernel;
import riffle.kernel.elementwise.AddReluKernel;
import riffle.kernel.elementwise.ArithmeticKernel;
import riffle.kernel.elementwise.BatchNormKernel;
import riffle.kernel.elementwise.ChannelShuffleKernel;
import riffle.kernel.elementwise.ClippedLineKernel;
import riffle.kernel.elementwise.ConcatKernel;
import riffle.kernel.elementwise.HardSwishKernel;
import riffle.kernel.elementwise.LeakyReluKernel;
import riffle.kernel.elementwise.MoveKernel;
import riffle.kernel.elementwise.PadKernel;
import riffle.kernel.elementwise.ReluKernel;
import riffle.kernel.elementwise.SigmoidKernel;
import riffle.kernel.elementwise.SliceKernel;
import riffle.kernel.merged.MergedConvKernel;
import riffle.kernel.normalisation.LocalResponseNormKernel;
import riffle.kernel.normalisation.SoftmaxKernel;
import riffle.kernel.pointwise.NarrowPointwiseConvKernel;
import riffle.kernel.pointwise.PointwiseConvKernel;
import riffle.kernel.pool.AvgPool3x3Kernel;
import riffle.kernel.pool.AvgPoolKernel;
import riffle.kernel.pool.GeneralPoolKernel;
import riffle.kernel.pool.GlobalAvgPoolKernel;
import riffle.kernel.pool.MaxPoolKernel;
import riffle.plan.family.Kernel;

/** The table from {@link Kernel} to Java method. */
final class KernelTasks {

    private KernelTasks() {}

    /** What adds a kernel to a task graph. */
    static KernelTask of(Kernel kernel) {
        return switch (kernel) {
            case POINTWISE_CONV -> shaped(PointwiseConvKernel::pointwiseConv);
            case POINTWISE_CONV_ADD -> shaped(PointwiseConvKernel::pointwiseConvAdd);
            case CONV2D -> shaped(Conv2dKernel::conv2d);
            case CONV2D_STRIDE_1 -> shaped(Conv2dKernel::conv2dStride1);
            case STEM_CONV -> shaped(StemConvKernel::stemConv);
            case DEPTHWISE_CONV -> shaped(DepthwiseConvKernel::depthwiseConv);
            case DEPTHWISE_CONV_3X3 -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3);
            case DEPTHWISE_CONV_3X3_STRIDE_2 -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2);
            case DILATED_DEPTHWISE_CONV -> shaped(DilatedDepthwiseConvKernel::dilatedDepthwiseConv);
            case GENERAL_CONV -> shaped(GeneralConvKernel::generalConv);
            case NARROW_POINTWISE_CONV -> shaped(NarrowPointwiseConvKernel::narrowPointwiseConv);
            case NARROW_POINTWISE_CONV_ADD -> shaped(NarrowPointwiseConvKernel::narrowPointwiseConvAdd);
            case NARROW_CONV2D -> shaped(NarrowConv2dKernel::narrowConv2d);
            case NARROW_CONV2D_STRIDE_1 -> shaped(NarrowConv2dKernel::narrowConv2dStride1);
            case NARROW_DEPTHWISE_CONV -> shaped(NarrowDepthwiseConvKernel::narrowDepthwiseConv);
            case NARROW_DEPTHWISE_CONV_STRIDE_1 -> shaped(NarrowDepthwiseConvKernel::narrowDepthwiseConvStride1);
            case SHUFFLE_UNIT -> shaped(MergedConvKernel::shuffleUnit);
            case SHUFFLE_UNIT_STRIDE_2 -> shaped(MergedConvKernel::shuffleUnitStride2);
            case DEPTHWISE_POINTWISE -> shaped(MergedConvKernel::depthwisePointwise);
            case PAD -> shaped(PadKernel::padPlanes);
            case CHANNEL_SHUFFLE -> shaped(ChannelShuffleKernel::channelShuffle);
            case SLICE -> shaped(SliceKernel::sliceChannels);
            case MOVE -> shaped(MoveKernel::moveElements);
            case CONCAT -> shaped(ConcatKernel::concatChannels);
            case BATCH_NORM -> shaped(BatchNormKernel::batchNorm);
            case RELU -> plain(ReluKernel::relu);
            case ADD_RELU -> plain(AddReluKernel::addRelu);
            case HARD_SWISH -> plain(HardSwishKernel::hardSwish);
            case CLIPPED_LINE -> plain(ClippedLineKernel::clippedLine);
            case SIGMOID -> plain(SigmoidKernel::sigmoid);
            case LEAKY_RELU -> shaped(LeakyReluKernel::leakyRelu);
            case ADD_ARRAYS -> plain(ArithmeticKernel::addArrays);
            case MULTIPLY_ARRAYS -> plain(ArithmeticKernel::multiplyArrays);
            case ADD_BROADCAST -> shaped(ArithmeticKernel::addBroadcast);
            case MULTIPLY_BROADCAST -> shaped(ArithmeticKernel::multiplyBroadcast);
            case MAX_POOL -> shaped(MaxPoolKernel::maxPool);
            case MAX_POOL_3X3 -> shaped(MaxPoolKernel::maxPool3x3);
            case AVG_POOL -> shaped(AvgPoolKernel::avgPool);
            case AVG_POOL_3X3 -> shaped(AvgPool3x3Kernel::avgPool3x3);
            case GENERAL_POOL -> shaped(GeneralPoolKernel::generalPool);
            case GLOBAL_AVG_POOL -> shaped(GlobalAvgPoolKernel::globalAvgPool);
            case FULLY_CONNECTED -> shaped(FullyConnectedKernel::fullyConnected);
            case LOCAL_RESPONSE_NORM -> shaped(LocalResponseNormKernel::localResponseNorm);
            case SOFTMAX -> shaped(SoftmaxKernel::softmax);
            case LOG_SOFTMAX -> shaped(SoftmaxKernel::logSoftmax);
            case PEAK_1 -> shaped(PeakKernel::peak1);
            case PEAK_2 -> shaped(PeakKernel::peak2);
            case PEAK_4 -> shaped(PeakKernel::peak4);
            case PEAK_8 -> shaped(PeakKernel::peak8);
            case PEAK_16 -> shaped(PeakKernel::peak16);
            case FILL -> shaped(BandwidthKernel::fillPattern);
            case READ -> shaped(BandwidthKernel::readArray);
            case COPY -> shaped(BandwidthKernel::copyArray);
            case TRIAD -> shaped(BandwidthKernel::triadArrays);
            case NOTHING -> shaped(NothingKernel::copyOne);
            case PEAK_16_MEMORY -> shaped(PeakKernel::peak16Memory);
            case PEAK_16_COMPUTE -> shaped(PeakKernel::peak16Compute);
            case TRIAD_MEMORY -> shaped(BandwidthKernel::triadArraysMemory);
            case TRIAD_COMPUTE -> shaped(BandwidthKernel::triadArraysCompute);
            case POINTWISE_CONV_MEMORY -> shaped(PointwiseConvKernel::pointwiseConvMemory);
            case POINTWISE_CONV_COMPUTE -> shaped(PointwiseConvKernel::pointwiseConvCompute);
            case POINTWISE_CONV_ADD_MEMORY -> shaped(PointwiseConvKernel::pointwiseConvAddMemory);
            case POINTWISE_CONV_ADD_COMPUTE -> shaped(PointwiseConvKernel::pointwiseConvAddCompute);
            case DEPTHWISE_CONV_3X3_MEMORY -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3Memory);
            case DEPTHWISE_CONV_3X3_COMPUTE -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3Compute);
            case DEPTHWISE_CONV_3X3_STRIDE_2_MEMORY -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2Memory);
            case DEPTHWISE_CONV_3X3_STRIDE_2_COMPUTE -> shaped(DepthwiseConv3x3Kernel::depthwiseConv3x3Stride2Compute);
            case CONV2D_MEMORY -> shaped(Conv2dKernel::conv2dMemory);
            case CONV2D_COMPUTE -> shaped(Conv2dKernel::conv2dCompute);
            case CONV2D_STRIDE_1_MEMORY -> shaped(Conv2dKernel::conv2dStride1Memory);
            case CONV2D_STRIDE_1_COMPUTE -> shaped(Conv2dKernel::conv2dStride1Compute);
            case STEM_CONV_MEMORY -> shaped(StemConvKernel::stemConvMemory);
            case STEM_CONV_COMPUTE -> shaped(StemConvKernel::stemConvCompute);
            case FULLY_CONNECTED_MEMORY -> shaped(FullyConnectedKernel::fullyConnectedMemory);
            case FULLY_CONNECTED_COMPUTE -> shaped(FullyConnectedKernel::fullyConnectedCompute);
        };
    }
}
