package riffle.cases;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import riffle.network.Network;
import riffle.operator.AvgPool;
import riffle.operator.DepthwiseConv;
import riffle.operator.MaxPool;
import riffle.operator.Operator;
import riffle.operator.Window;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/**
 * Rows of every length up to that of the longest vector, for operators and units that take their columns side by side:
 * each lane is the last of a row once, and what lies behind it, or before the first, must count as nothing, even where
 * it is not finite. In the first of three images rows begin with an infinity, in the last they end with NaN: in all
 * rows, or in every fourth where a row is so short that no window is clear of both its ends. The very last value of the
 * first image is infinite too: what a loop reads once more because nothing follows must not make NaN of it. Planes are
 * so high that the vectors of most rows stay inside, and those of the last rows do not.
 */
public final class RowShapes {

    /** How the names of these cases end. */
    public static final String ENDS = "rows that begin with infinities or end with NaN";

    private static final int LONGEST_VECTOR = 16;
    private static final int IMAGES = 3;
    private static final int PLANES = 2;
    private static final int ROWS = 64;
    /** Of units, whose planes are split into bands. */
    private static final int UNIT_ROWS = 24;

    private static final int SEED = 1611;

    private RowShapes() {}

    static Stream<Case> all() {
        Stream<Case> operators = Stream.<IntFunction<Operator>>of(
                        width -> new DepthwiseConv(shape(width), Window.square(3, 1, 1), true),
                        width -> new DepthwiseConv(shape(odd(width)), Window.square(3, 2, 1), true),
                        width -> new AvgPool(shape(odd(width)), Window.square(3, 2, 1)),
                        width -> new MaxPool(shape(odd(width)), Window.square(3, 2, 1), false))
                .flatMap(operator -> widths().mapToObj(operator))
                .map(operator -> Case.seeded(operator.toString(), operator.type(), Network.of(operator), SEED));
        Stream<Case> units = Stream.<IntFunction<Case>>of(
                        width -> UnitShapes.unit(IMAGES, UNIT_ROWS, width),
                        width -> UnitShapes.unitStride2(IMAGES, UNIT_ROWS, odd(width)),
                        width -> UnitShapes.pair(IMAGES, UNIT_ROWS, width))
                .flatMap(unit -> widths().mapToObj(unit));
        return Stream.concat(operators, units).map(some -> some.with(ENDS, RowShapes::spoilt));
    }

    private static IntStream widths() {
        return IntStream.rangeClosed(1, LONGEST_VECTOR);
    }

    /** Columns that make so many of a result of stride 2, whose last window leaves them. */
    private static int odd(int width) {
        return 2 * width - 1;
    }

    private static Shape shape(int columns) {
        return new Shape(IMAGES, PLANES, ROWS, columns);
    }

    private static Tensor spoilt(Tensor sound) {
        Shape shape = sound.shape();
        float[] data = sound.data().clone();
        int rows = shape.c() * shape.h();
        for (int row = 0; row < rows; row += shape.w() < 3 ? 4 : 1) {
            data[row * shape.w()] = Float.POSITIVE_INFINITY;
            data[(IMAGES - 1) * shape.features() + (row + 1) * shape.w() - 1] = Float.NaN;
        }
        data[shape.features() - 1] = Float.POSITIVE_INFINITY;
        return new Tensor(shape, data);
    }
}
