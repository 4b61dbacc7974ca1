package riffle.plan.family;

import static java.lang.Math.ceilDiv;
import static riffle.plan.step.Exact.plus;
import static riffle.plan.step.Exact.times;

import java.util.List;
import riffle.plan.step.Access;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;
import riffle.tensor.Shape;

/**
 * What the narrow convolutions have in common: work-items are vector of a row, row, plane or block of planes, image,
 * along x alone and rounded up to whole work-groups. They take the pixels of one row at a time, and so can write planes
 * with a border.
 */
interface NarrowRows extends Family {

    int images();

    int height();

    int width();

    int shuffleGroups();

    int planes();

    int firstPlane();

    int border();

    /** The NDRange for so many planes, or blocks of planes, of an image. */
    static NdRange range(Shape out, int planes) {
        try {
            return NdRange.covering(times(ceilDiv(out.w(), Tiles.VECTOR_4), out.h(), planes, out.n()));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("an index overflows", e);
        }
    }

    /** Lanes of the last vectors of the result's rows that lie beyond the row. */
    static long idleLanes(Shape out) {
        return Access.idleLanes(out.w(), Tiles.VECTOR_4);
    }

    /** The NDRange has as many work-items as there is work. */
    default void covers(NdRange range, int planes, int channels) {
        int vectors = ceilDiv(plus(width(), Tiles.VECTOR_4) - Tiles.VECTOR_4, Tiles.VECTOR_4);
        NdRange expected = NdRange.covering(times(vectors, height(), planes, images()));
        Indices.covers(range, expected.globalX(), 1, 1);
        Indices.divides("shuffleGroups", shuffleGroups(), channels);
    }

    /** The reach into the buffers before the last, and the last. */
    default Reach written(List<Integer> last, int channels) {
        plus(channels, shuffleGroups()); // the place after the last
        int both = times(2, border());
        times(plus(height(), both), plus(width(), both)); // from a plane to the next
        last.add(Indices.lastPixel(
                Indices.lastPlane(images(), channels, planes(), firstPlane()), height(), width(), border()));
        return new Reach(last, times(images(), channels, height(), width()));
    }
}
