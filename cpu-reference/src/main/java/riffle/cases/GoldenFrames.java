package riffle.cases;

import java.util.List;
import riffle.operator.Frame;
import riffle.operator.GeneralConv;
import riffle.operator.GeneralPool;
import riffle.operator.GeneralPool.Kind;
import riffle.operator.Operator;
import riffle.tensor.Shape;

/** Convolutions and pools with a frame, as case files write them. */
final class GoldenFrames {

    private static final CaseFile.Pair ONE = new CaseFile.Pair(1, 1);

    private GoldenFrames() {}

    static Operator convolution(CaseFile file, Shape input) {
        List<Integer> weight = file.filterDimensions("weight");
        CaseFile.Pair window = new CaseFile.Pair(weight.get(2), weight.get(3));
        Frame frame = frame(file, window, ONE);
        return new GeneralConv(input, weight.get(0), frame, file.integer("groups", 1), file.has("bias"));
    }

    static Operator pool(CaseFile file, Shape input) {
        CaseFile.Pair window = file.pair("kernel");
        Shape output = file.activation("output").shape();
        return new GeneralPool(input, frame(file, window, window), output.h(), output.w(), kind(file));
    }

    private static Kind kind(CaseFile file) {
        String mode = file.text("mode").orElse("");
        return switch (mode) {
            case "max" -> Kind.MAX;
            case "mean" -> Kind.MEAN;
            case "mean_with_padding" -> Kind.MEAN_WITH_PADDING;
            default -> throw file.problem("metadata mode is '" + mode + "', expected max, mean or mean_with_padding");
        };
    }

    private static Frame frame(CaseFile file, CaseFile.Pair window, CaseFile.Pair usualStride) {
        CaseFile.Pair stride = file.pair("stride", usualStride);
        CaseFile.Pair dilation = file.pair("dilation", ONE);
        List<Integer> padding = padding(file);
        return new Frame(
                window.rows(),
                window.columns(),
                stride.rows(),
                stride.columns(),
                dilation.rows(),
                dilation.columns(),
                padding.get(0),
                padding.get(1),
                padding.get(2),
                padding.get(3));
    }

    /** One number for all sides, two for rows and columns, or four: above, left, below, right. */
    private static List<Integer> padding(CaseFile file) {
        List<Integer> padding = file.integers("padding", List.of(0));
        return switch (padding.size()) {
            case 1 -> List.of(padding.get(0), padding.get(0), padding.get(0), padding.get(0));
            case 2 -> List.of(padding.get(0), padding.get(1), padding.get(0), padding.get(1));
            case 4 -> padding;
            default -> throw file.problem("metadata padding is " + padding + ", expected 1, 2 or 4 numbers");
        };
    }
}
