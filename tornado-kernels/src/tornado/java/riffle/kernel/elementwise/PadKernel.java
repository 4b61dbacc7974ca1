package riffle.kernel.elementwise;

import riffle.kernel.Planes;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Copies planes into planes with a border: what a windowed kernel needs where its producer could not write there
 * itself.
 *
 * <p>Work-items: x = column, y = row, z = plane.
 */
public final class PadKernel {

    private PadKernel() {}

    /** y[plane, row + border, column + border] = x[plane, row, column]. */
    public static void padPlanes(KernelContext context, IntArray shape, FloatArray x, FloatArray y) {
        int height = shape.get(0);
        int width = shape.get(1);
        int border = shape.get(2);
        int column = context.globalIdx;
        int row = context.globalIdy;
        int plane = context.globalIdz;
        Planes.keepBorder(y, column, row, plane, border);
        y.set(Planes.at(plane, row, column, height, width, border), x.get((plane * height + row) * width + column));
    }
}
