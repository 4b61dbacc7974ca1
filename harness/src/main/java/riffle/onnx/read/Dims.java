package riffle.onnx.read;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import riffle.operator.Move;
import riffle.tensor.Shape;

/** Extents of tensors of any rank. */
final class Dims {

    private static final int RANK = 4;

    /** Axes of a tensor: beyond all that anybody uses. */
    private static final int MOST = 64;

    private Dims() {}

    /**
     * Checked extents.
     *
     * @throws OnnxException if one is negative or there are more elements than an array holds
     */
    static List<Integer> of(List<Long> extents, String what) {
        List<Integer> dims = new ArrayList<>();
        for (long extent : extents) {
            if (extent < 0 || extent > Integer.MAX_VALUE) {
                throw new OnnxException(what + " is " + extents + ": an extent must be 0 to " + Integer.MAX_VALUE);
            }
            dims.add((int) extent);
        }
        if (dims.size() > MOST) {
            throw new OnnxException(what + " has " + dims.size() + " axes, must be at most " + MOST);
        }
        long elements = elements(dims);
        if (elements > Integer.MAX_VALUE) {
            throw new OnnxException(what + " is " + extents + ": more than " + Integer.MAX_VALUE + " elements");
        }
        return List.copyOf(dims);
    }

    /** Number of elements, at most one more than an array holds. */
    static long elements(List<Integer> dims) {
        if (dims.contains(0)) {
            return 0;
        }
        long elements = 1;
        for (int extent : dims) {
            elements *= extent;
            if (elements > Integer.MAX_VALUE) {
                return Integer.MAX_VALUE + 1L;
            }
        }
        return elements;
    }

    /** Product of the extents from one axis on, up to another. */
    static int product(List<Integer> dims, int from, int to) {
        return Math.toIntExact(elements(dims.subList(from, to)));
    }

    /**
     * As N x C x H x W: a vector is N = 1, what lacks behind is 1, what is too much is in W.
     *
     * @throws OnnxException if an extent is 0
     */
    static Shape shape(List<Integer> dims, String what) {
        if (dims.contains(0)) {
            throw new OnnxException(what + " is " + dims + ": a tensor without elements");
        }
        List<Integer> four = new ArrayList<>(dims.size() == 1 ? List.of(1, dims.getFirst()) : dims);
        while (four.size() < RANK) {
            four.add(1);
        }
        return new Shape(four.get(0), four.get(1), four.get(2), product(four, RANK - 1, four.size()));
    }

    /** An axis from 0; counted from behind where it is negative. */
    static int axis(long axis, int rank, Operation operation) {
        if (axis < -rank || axis >= rank) {
            throw operation.refuse("axis is " + axis + ", must be " + -rank + " to " + (rank - 1));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Axes from 0, in order, each once. */
    static List<Integer> axes(List<Long> axes, int rank, Operation operation) {
        List<Integer> found = new ArrayList<>();
        if (axes.size() > MOST) {
            throw operation.refuse("names " + axes.size() + " axes, must be at most " + MOST);
        }
        for (long axis : axes) {
            int one = axis(axis, rank, operation);
            if (found.contains(one)) {
                throw operation.refuse("axes " + axes + " name one twice");
            }
            found.add(one);
        }
        Collections.sort(found);
        return found;
    }

    /** Refuses more axes than operators that move elements count. */
    static void requireFew(List<Integer> dims, Operation operation) {
        if (dims.size() > Move.MOST_AXES) {
            throw operation.untaken("its input is " + dims + ", at most " + Move.MOST_AXES + " axes can be told apart");
        }
    }
}
