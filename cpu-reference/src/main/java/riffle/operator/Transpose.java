package riffle.operator;

import java.util.ArrayList;
import java.util.List;
import riffle.tensor.Shape;

/**
 * Axes in another order: axis k of the output is axis {@code order[k]} of the input. Source: ONNX, Transpose.
 *
 * @param input input shape, N x C x H x W
 * @param output output shape, N x C x H x W
 * @param extents the input as an array of up to five axes, outermost first
 * @param order for each axis of the output, which axis of the input it is, from 0
 */
public record Transpose(Shape input, Shape output, List<Integer> extents, List<Integer> order) implements Move {

    /**
     * @throws IllegalArgumentException if the extents are not those of input and output, or the order does not name
     *     each axis once
     */
    public Transpose {
        extents = List.copyOf(extents);
        order = List.copyOf(order);
        Axes.check("transpose", "input", extents, input);
        Axes.check("transpose", "input", extents, output);
        Axes.perAxis("transpose", "order", order, extents);
        for (int axis = 0; axis < extents.size(); axis++) {
            Rule.require(
                    order.contains(axis), "transpose", "order " + order + " must name each axis once, lacks " + axis);
        }
    }

    @Override
    public String type() {
        return "transpose";
    }

    @Override
    public String operatorClass() {
        return "transpose";
    }

    @Override
    public List<Axis> axes() {
        List<Axis> axes = new ArrayList<>();
        for (int axis : order) {
            axes.add(new Axis(extents.get(axis), 0, 1, extents.get(axis), Axes.stride(extents, axis)));
        }
        return axes;
    }
}
