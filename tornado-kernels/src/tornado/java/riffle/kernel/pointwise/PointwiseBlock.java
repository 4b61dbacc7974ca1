package riffle.kernel.pointwise;

import riffle.kernel.vector.Vector16;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;

/**
 * What pointwise convolutions compute: a block of 8 output channels of a strip of pixels, by the tiles that suit the
 * device's vectors. Weights come packed as [block of 8 output channels][input channel of the group][8], groups padded
 * to whole blocks with zeros; biases as [block][8].
 */
public final class PointwiseBlock {

    private PointwiseBlock() {}

    /**
     * One block of output channels over a range of pixels.
     *
     * @param in where pixel 0 of the group's first channel lies in x
     * @param xPlane from a channel of x to the next
     * @param block which block, among {@code blocks}
     * @param from where pixel 0 of the block's first channel lies in the residual
     * @param to where pixel 0 of the first channel lies in y
     * @param yPlane from a channel of y to the next, and of the residual
     * @param begin first pixel
     * @param end behind the last pixel
     * @param left channels from the block's first to the end of its group
     * @param place where the block's first channel goes among those of y; the next {@code shuffleGroups} further
     * @param ride whether the last few pixels may ride along: {@link Tile16x8#kept}
     * @param lanes of the device's vectors: for 8 the tiles of {@link Tile24x4}, for 16 those of {@link Tile32x8}
     */
    public static void strip(
            FloatArray x,
            int in,
            int xPlane,
            FloatArray weight,
            FloatArray bias,
            int block,
            int blocks,
            int channelsPerGroup,
            FloatArray residual,
            int from,
            FloatArray y,
            int to,
            int yPlane,
            int begin,
            int end,
            int left,
            int place,
            int shuffleGroups,
            int channels,
            int relu,
            boolean add,
            boolean ride,
            int lanes,
            int part) {
        if (lanes < Vector16.COUNT) {
            Tile24x4.strip(
                    x,
                    in,
                    xPlane,
                    weight,
                    bias,
                    block,
                    blocks,
                    channelsPerGroup,
                    residual,
                    from,
                    y,
                    to,
                    yPlane,
                    begin,
                    end,
                    left,
                    place,
                    shuffleGroups,
                    channels,
                    relu,
                    add,
                    lanes,
                    part);
        } else {
            Tile32x8.strip(
                    x,
                    in,
                    xPlane,
                    weight,
                    bias,
                    block,
                    blocks,
                    channelsPerGroup,
                    residual,
                    from,
                    y,
                    to,
                    yPlane,
                    begin,
                    end,
                    left,
                    place,
                    shuffleGroups,
                    channels,
                    relu,
                    add,
                    ride,
                    part);
        }
    }
}
