package riffle.network;

import java.util.function.Function;
import riffle.operator.Arithmetic;
import riffle.operator.GlobalAvgPool;
import riffle.operator.HardSigmoid;
import riffle.operator.Operator;
import riffle.operator.PointwiseConv;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/**
 * Channels scaled by gates that the whole map decides (Hu et al. 2018, Fig. 2), with the hard sigmoid of MobileNet v3
 * (Howard et al. 2019, section 5.3).
 *
 * @param squeezed channels between the two convolutions
 */
record SqueezeExcitation(int squeezed) implements Part {

    /** 1/6 as a float is written, which ONNX files keep. */
    private static final double SLOPE = 0.16666667;

    @Override
    public String addTo(NetworkBuilder builder, String prefix, String input) {
        Shape map = builder.shape(input);
        String last = builder.add(prefix + "avgpool", new GlobalAvgPool(map), input);
        last = add(builder, prefix + "fc1", in -> new PointwiseConv(in, squeezed, 1, true), last);
        last = add(builder, prefix + "activation", Relu::new, last);
        last = add(builder, prefix + "fc2", in -> new PointwiseConv(in, map.c(), 1, true), last);
        last = add(builder, prefix + "scale_activation", in -> new HardSigmoid(in, SLOPE, 0.5), last);
        Arithmetic scale = new Arithmetic(Arithmetic.Kind.MULTIPLY, map, builder.shape(last), false);
        return builder.add(prefix + "scale", scale, input, last);
    }

    private static String add(NetworkBuilder builder, String name, Function<Shape, Operator> layer, String input) {
        return builder.add(name, layer.apply(builder.shape(input)), input);
    }
}
