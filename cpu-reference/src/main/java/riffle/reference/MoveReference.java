package riffle.reference;

import java.util.List;
import riffle.operator.Move;
import riffle.tensor.Tensor;

/** Element by element, where its coordinates along all axes lead: an input element, or the fill value. */
final class MoveReference {

    private MoveReference() {}

    static Tensor apply(Move op, Tensor input) {
        Tensor output = Tensor.zeros(op.output());
        List<Move.Axis> innermostFirst = op.axes().reversed();
        for (int i = 0; i < output.data().length; i++) {
            output.data()[i] = element(innermostFirst, i, input.data(), (float) op.fill());
        }
        return output;
    }

    private static float element(List<Move.Axis> innermostFirst, int position, float[] input, float fill) {
        int rest = position;
        int from = 0;
        for (Move.Axis axis : innermostFirst) {
            int coordinate = axis.begin() + rest % axis.count() * axis.step();
            if (coordinate < 0 || coordinate >= axis.extent()) {
                return fill;
            }
            from += coordinate * axis.stride();
            rest /= axis.count();
        }
        return input[from];
    }
}
