package riffle.cases;

import java.util.Collections;
import java.util.List;
import riffle.operator.Operator;
import riffle.operator.Pad;
import riffle.operator.StridedSlice;
import riffle.operator.Transpose;
import riffle.tensor.Shape;

/** Operators that move elements along axes, as case files write them. */
final class GoldenMoves {

    private GoldenMoves() {}

    static Operator read(CaseFile file, Shape input) {
        Shape output = file.activation("output").shape();
        List<Integer> extents = file.integers("extents", extents(input));
        List<Integer> zeros = Collections.nCopies(extents.size(), 0);
        return switch (file.op()) {
            case "transpose" -> new Transpose(input, output, extents, file.integers("order"));
            case "pad" ->
                new Pad(
                        input,
                        output,
                        extents,
                        file.integers("before", zeros),
                        file.integers("after", zeros),
                        file.real("value", 0));
            case "strided_slice" ->
                new StridedSlice(
                        input,
                        output,
                        extents,
                        file.integers("starts", zeros),
                        file.integers("steps", Collections.nCopies(extents.size(), 1)),
                        file.integers("counts", extents(output)));
            default -> throw new IllegalArgumentException(file.op() + " does not move elements along axes");
        };
    }

    private static List<Integer> extents(Shape shape) {
        return List.of(shape.n(), shape.c(), shape.h(), shape.w());
    }
}
