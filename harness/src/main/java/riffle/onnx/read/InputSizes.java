package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import riffle.onnx.format.TensorProto.DataType;
import riffle.onnx.format.TensorShapeProto.Dimension;
import riffle.onnx.format.TypeProto;
import riffle.onnx.format.ValueInfoProto;

/**
 * Extents that a model may leave open: what is asked for. Where the model fixes one, only the same may be asked for.
 *
 * @param batch images at once
 * @param height rows of an image
 * @param width columns of an image
 */
public record InputSizes(OptionalInt batch, OptionalInt height, OptionalInt width) {

    /** Nothing is asked for. */
    public static final InputSizes OPEN = new InputSizes(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final int RANK = 4;
    private static final int ROWS = 2;
    private static final int COLUMNS = 3;

    /** A batch and a size. */
    public static InputSizes of(int batch, int height, int width) {
        return new InputSizes(OptionalInt.of(batch), OptionalInt.of(height), OptionalInt.of(width));
    }

    /**
     * The extents of an input.
     *
     * @param number which input it is; sizes are those of the first
     */
    List<Integer> dims(ValueInfoProto input, int number) {
        String what = "input " + input.getName();
        TypeProto.Tensor type = input.getType().getTensorType();
        if (type.getElemType() != DataType.FLOAT_VALUE && type.getElemType() != DataType.DOUBLE_VALUE) {
            throw new UntakenException(what + " is of data type " + type.getElemType()
                    + ", must be 1 (float32) or 11 (float64, computed in float32)");
        }
        if (!type.hasShape()) {
            throw new OnnxException(what + " has no shape");
        }
        List<Long> extents = new ArrayList<>();
        List<Dimension> given = type.getShape().getDimList();
        for (int axis = 0; axis < given.size(); axis++) {
            boolean image = number == 0 && given.size() == RANK;
            extents.add(extent(what, given.get(axis), axis, asked(axis, image), image));
        }
        return Dims.of(extents, what);
    }

    /** The same with the batch of the first input, which others share where they leave it open. */
    InputSizes ofBatch(List<Integer> first) {
        return first.isEmpty() ? this : new InputSizes(OptionalInt.of(first.getFirst()), height, width);
    }

    private OptionalInt asked(int axis, boolean image) {
        if (axis == 0) {
            return batch;
        }
        if (image && axis == ROWS) {
            return height;
        }
        return image && axis == COLUMNS ? width : OptionalInt.empty();
    }

    private static long extent(String what, Dimension dimension, int axis, OptionalInt asked, boolean image) {
        boolean size = image && axis >= ROWS;
        String option = axis == 0 ? "--batch" : "--size";
        if (dimension.hasDimValue() && dimension.getDimValue() > 0) {
            if (image && asked.isPresent() && asked.getAsInt() != dimension.getDimValue()) {
                throw new OnnxException(what + ": the model fixes axis " + axis + " at " + dimension.getDimValue()
                        + ", so " + option + " cannot make it " + asked.getAsInt());
            }
            return dimension.getDimValue();
        }
        if (dimension.hasDimValue() && dimension.getDimValue() < 0 && dimension.getDimValue() != -1) {
            throw new OnnxException(what + ": axis " + axis + " is " + dimension.getDimValue());
        }
        if (asked.isPresent()) {
            return asked.getAsInt();
        }
        if (dimension.hasDimValue() && dimension.getDimValue() == 0) {
            throw new UntakenException(what + ": axis " + axis + " is 0, and tensors without elements are not taken");
        }
        if (axis == 0) {
            return 1;
        }
        String name = dimension.getDimParam().isEmpty() ? "" : " (" + dimension.getDimParam() + ")";
        throw new OnnxException(what + ": the model leaves axis " + axis + name + " open"
                + (size ? ", --size HxW must say it" : ", which only a batch and an image's size may be"));
    }
}
