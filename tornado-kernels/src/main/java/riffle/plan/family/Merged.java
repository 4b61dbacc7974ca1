package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import java.util.List;
import java.util.Optional;
import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.plan.step.NdRange;
import riffle.plan.step.Step;

/**
 * What the families of merged launches have in common: a depthwise 3x3 convolution and the pointwise convolution behind
 * it, for a band of rows; work-items are band, image.
 */
interface Merged extends Family {

    /** Elements up to whole vectors. */
    static int aligned(int elements) {
        return ceilDiv(elements, Tiles.VECTOR_16) * Tiles.VECTOR_16;
    }

    int inHeight();

    int inWidth();

    int channels();

    int rows();

    int plane();

    int part();

    int depthwiseShuffle();

    int groups();

    int outPerGroup();

    int planes();

    int firstPlane();

    int lanes();

    /** The kernel for a step with steps before it in its launch, if there is one. */
    static Optional<Kernel> kernel(Step step) {
        DepthwiseConv op = (DepthwiseConv) step.before().getLast().node().operator();
        boolean stride1 = op.window().stride() == 1;
        Optional<String> residual = step.residual();
        if (step.before().size() > 1) {
            boolean unit = residual.equals(Optional.of(step.inputs().getFirst()));
            return stride1
                    ? Optional.of(Kernel.SHUFFLE_UNIT).filter(kernel -> unit)
                    : Optional.of(Kernel.SHUFFLE_UNIT_STRIDE_2).filter(kernel -> residual.isEmpty());
        }
        return Optional.of(Kernel.DEPTHWISE_POINTWISE).filter(kernel -> stride1 && residual.isEmpty());
    }

    /** Elements of a depthwise plane of a band of so many rows. */
    static int plane(PointwiseConv op, int rows) {
        return aligned(rows * op.output().w() + Tiles.VECTOR_16);
    }

    /** Rows, and so bands, fit the result; the number of bands. */
    default int bands(NdRange range, int height) {
        require(rows() <= height, "rows is " + rows() + ", expected at most " + height);
        int bands = ceilDiv(height, rows());
        Indices.covers(range, bands, range.globalY(), 1);
        return bands;
    }

    /**
     * What has to hold whatever comes before; elements of the planes between in a work-item's part of the scratch
     * memory.
     */
    default int depthwisePlanes(int width) {
        Indices.divides("depthwiseShuffle", depthwiseShuffle(), channels());
        Indices.divides("groups", groups(), channels());
        Indices.lanes(lanes());
        // a vector may begin at a band's last pixel
        int least = plus(times(rows(), width), Tiles.VECTOR_16 - 1);
        require(plane() >= least, "plane is " + plane() + ", expected at least " + least);
        return times(channels(), plane());
    }

    /** The part of a work-item holds what it writes there. */
    default void requirePart(int least) {
        require(part() >= least, "part is " + part() + ", expected at least " + least);
    }

    /**
     * Adds the reach into everything behind the input and the weights of a pointwise convolution before the depthwise
     * one.
     */
    default void addRest(List<Integer> last, int images, int bands, int pixels) {
        int blocks = Indices.blocks(groups(), outPerGroup(), Tiles.POINTWISE_BLOCK);
        last.add(times(channels(), Tiles.WINDOW_3X3) - 1);
        last.add(channels() - 1);
        last.add(times(blocks, channels() / groups(), Tiles.POINTWISE_BLOCK) - 1);
        last.add(times(blocks, Tiles.POINTWISE_BLOCK) - 1);
        last.add(plus(times(images, bands, part()), plane()) - plane() - 1);
        int end = plus(Indices.lastPlane(images, times(groups(), outPerGroup()), planes(), firstPlane()), 1);
        last.add(times(end, pixels) - 1);
    }
}
