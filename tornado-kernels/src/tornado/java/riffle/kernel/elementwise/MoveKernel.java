package riffle.kernel.elementwise;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Transposes, pads and takes slices: each element of the output is an element of the input, whose coordinates begin
 * somewhere along each of five axes and go on in steps, or the fill value where one of them is outside the input.
 *
 * <p>Work-items: x = position along the last axis, y = along the one before, z = along the three before that.
 */
public final class MoveKernel {

    private MoveKernel() {}

    /** y = x[sum of coordinate times stride], or fill. */
    public static void moveElements(
            KernelContext context, IntArray shape, FloatArray x, FloatArray fill, FloatArray y) {
        int begin0 = shape.get(1);
        int step0 = shape.get(2);
        int extent0 = shape.get(3);
        int stride0 = shape.get(4);
        int count1 = shape.get(5);
        int begin1 = shape.get(6);
        int step1 = shape.get(7);
        int extent1 = shape.get(8);
        int stride1 = shape.get(9);
        int count2 = shape.get(10);
        int begin2 = shape.get(11);
        int step2 = shape.get(12);
        int extent2 = shape.get(13);
        int stride2 = shape.get(14);
        int count3 = shape.get(15);
        int begin3 = shape.get(16);
        int step3 = shape.get(17);
        int extent3 = shape.get(18);
        int stride3 = shape.get(19);
        int count4 = shape.get(20);
        int begin4 = shape.get(21);
        int step4 = shape.get(22);
        int extent4 = shape.get(23);
        int stride4 = shape.get(24);
        int position4 = context.globalIdx;
        int position3 = context.globalIdy;
        int outer = context.globalIdz;
        int position01 = outer / count2;
        int position2 = outer - position01 * count2;
        int position0 = position01 / count1;
        int position1 = position01 - position0 * count1;
        int at0 = begin0 + position0 * step0;
        int at1 = begin1 + position1 * step1;
        int at2 = begin2 + position2 * step2;
        int at3 = begin3 + position3 * step3;
        int at4 = begin4 + position4 * step4;
        // negative where a coordinate is, or where one leaves less than nothing behind it
        int before = at0 | at1 | at2 | at3 | at4;
        int behind = extent0 - 1 - at0 | extent1 - 1 - at1 | extent2 - 1 - at2 | extent3 - 1 - at3 | extent4 - 1 - at4;
        float value = fill.get(0);
        if ((before | behind) >= 0) {
            value = x.get(at0 * stride0 + at1 * stride1 + at2 * stride2 + at3 * stride3 + at4 * stride4);
        }
        y.set((outer * count3 + position3) * count4 + position4, value);
    }
}
