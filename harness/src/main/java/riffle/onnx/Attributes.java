package riffle.onnx;

import java.util.stream.IntStream;
import riffle.onnx.format.AttributeProto;
import riffle.onnx.format.AttributeProto.AttributeType;

/** Attributes of ONNX nodes. */
final class Attributes {

    private Attributes() {}

    static AttributeProto of(String name, double value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.FLOAT)
                .setF((float) value)
                .build();
    }

    static AttributeProto of(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto list(String name, int... values) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INTS)
                .addAllInts(IntStream.of(values).asLongStream().boxed().toList())
                .build();
    }
}
