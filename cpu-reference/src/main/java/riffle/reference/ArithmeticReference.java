package riffle.reference;

import riffle.operator.Arithmetic;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

/** Sum or product, element by element; an operand of extent 1 has one element for every position along that axis. */
final class ArithmeticReference {

    private ArithmeticReference() {}

    static Tensor apply(Arithmetic op, Tensor first, Tensor second) {
        Shape shape = op.output();
        Tensor output = Tensor.zeros(shape);
        for (int n = 0; n < shape.n(); n++) {
            for (int c = 0; c < shape.c(); c++) {
                for (int y = 0; y < shape.h(); y++) {
                    for (int x = 0; x < shape.w(); x++) {
                        double result = op.kind().of(at(first, n, c, y, x), at(second, n, c, y, x));
                        output.data()[shape.index(n, c, y, x)] = (float) result;
                    }
                }
            }
        }
        return output;
    }

    private static double at(Tensor operand, int n, int c, int y, int x) {
        Shape shape = operand.shape();
        int i = shape.index(
                Math.min(n, shape.n() - 1),
                Math.min(c, shape.c() - 1),
                Math.min(y, shape.h() - 1),
                Math.min(x, shape.w() - 1));
        return operand.data()[i];
    }
}
