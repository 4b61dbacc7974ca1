package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.require;
import static riffle.plan.step.Exact.times;

import riffle.execution.KernelSet;
import riffle.plan.step.NdRange;

/** Checks and indices that families have in common. */
final class Indices {

    private Indices() {}

    /** The NDRange is this one. */
    static void covers(NdRange range, int x, int y, int z) {
        require(
                range.globalX() == x && range.globalY() == y && range.globalZ() == z,
                "the NDRange is " + range.globalX() + "x" + range.globalY() + "x" + range.globalZ() + ", expected " + x
                        + "x" + y + "x" + z);
    }

    /** The NDRange lies along x alone; its work-items. */
    static int alongX(NdRange range) {
        covers(range, range.globalX(), 1, 1);
        return range.globalX();
    }

    /** Groups divide the channels. */
    static void divides(String entry, int groups, int channels) {
        require(
                channels % groups == 0,
                entry + " is " + groups + ", expected a divisor of the " + channels + " channels");
    }

    /** Images, of which each takes so many work-items along z. */
    static int images(NdRange range, int each) {
        require(
                range.globalZ() % each == 0,
                "the NDRange has " + range.globalZ() + " work-items along z, expected a multiple of " + each);
        return range.globalZ() / each;
    }

    /** Images of a kernel of one work-item a plane along x, which makes its own zeros beyond the edges. */
    static int imagesOfPlanes(NdRange range, int channels, int inHeight, int inWidth) {
        int all = alongX(range);
        require(
                all % channels == 0,
                "the NDRange has " + all + " work-items along x, expected a multiple of " + channels);
        // lanes behind the plane are not read, but their indices are computed
        plus(times(all, inHeight, inWidth), times(3, plus(inWidth, Tiles.VECTOR_16)));
        return all / channels;
    }

    /** The last plane that a kernel writes which may put its channels into a larger tensor. */
    static int lastPlane(int images, int channels, int planes, int firstPlane) {
        int end = plus(firstPlane, channels);
        require(end <= planes, "planes is " + planes + ", expected at least firstPlane + channels = " + end);
        return plus(times(images - 1, planes), end) - 1;
    }

    /** Index of the last pixel of a plane in planes with a border. */
    static int lastPixel(int plane, int height, int width, int border) {
        int rows = plus(height, times(2, border));
        int columns = plus(width, times(2, border));
        int row = plus(times(plane, rows), height, border) - 1;
        return plus(times(row, columns), border, width) - 1;
    }

    /** Blocks of output channels, each group filled up to whole ones. */
    static int blocks(int groups, int outPerGroup, int block) {
        return times(groups, ceilDiv(plus(outPerGroup, block) - block, block));
    }

    /** Tiles are made for vectors of two lengths; the shorter ones reach no further. */
    static void lanes(int lanes) {
        int medium = KernelSet.MEDIUM.lanes();
        int wide = KernelSet.WIDE.lanes();
        require(lanes == medium || lanes == wide, "lanes is " + lanes + ", expected " + medium + " or " + wide);
    }

    static int flag(boolean set) {
        return set ? 1 : 0;
    }
}
