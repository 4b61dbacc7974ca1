package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/** An operator applied to inputs of fixed shapes. The record's constructor refuses what does not fit. */
public sealed interface Operator
        permits Weighted,
                BatchNorm,
                Elementwise,
                AddRelu,
                Arithmetic,
                PRelu,
                Reshape,
                Move,
                ChannelMove,
                Concat,
                AvgPool,
                MaxPool,
                GeneralPool,
                GlobalAvgPool,
                LocalResponseNorm,
                Softmax {

    /** The operator's name, as golden files, error messages and reports write it. */
    String type();

    /** The class that reports group it by: {@code dense conv}, {@code group pointwise}, {@code depthwise}, ... */
    String operatorClass();

    /** What rounding may do to its result on a device. */
    Rounding rounding();

    /**
     * What mean square to expect of its output: an estimate by reasoning, by which seeded weights are scaled.
     *
     * @param in those expected of its inputs
     */
    double meanSquare(List<Double> in);

    /** Shapes of the inputs, in order. */
    List<Shape> inputs();

    /** Shape of the one output. */
    Shape output();

    /** Learned parameters, in the order in which references and kernels take them; empty for most operators. */
    default List<Parameter> parameters() {
        return List.of();
    }

    /**
     * Multiply-adds. Convolutions and fully connected layers have them; by the paper's convention nothing else does.
     */
    default long macs() {
        return 0;
    }

    /** Cost when each input, parameter and output element is moved exactly once. */
    default Cost cost() {
        long read = 0;
        for (Shape input : inputs()) {
            read += input.elements();
        }
        for (Parameter parameter : parameters()) {
            read += parameter.elements();
        }
        return new Cost(macs(), Float.BYTES * read, Float.BYTES * (long) output().elements());
    }
}
