package riffle.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Element types that can be read; all become float32 without loss. */
enum DataType {
    F32(4) {
        @Override
        float next(ByteBuffer bytes) {
            return bytes.getFloat();
        }

        @Override
        int take(ByteBuffer bytes, float[] to, int from) {
            FloatBuffer floats = bytes.asFloatBuffer(); // all at once: a young process interprets its loops
            int count = floats.remaining();
            floats.get(to, from, count);
            bytes.position(bytes.limit());
            return from + count;
        }
    },
    /** IEEE half precision. */
    F16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Float.float16ToFloat(bytes.getShort());
        }
    },
    /** The upper half of a float32. */
    BF16(2) {
        @Override
        float next(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << Short.SIZE);
        }
    };

    private final int bytes;

    DataType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    int bytes() {
        return bytes;
    }

    /** Takes the next element from the buffer. */
    abstract float next(ByteBuffer bytes);

    /** Takes all elements of a buffer that holds whole ones; returns the position after the last that it wrote. */
    int take(ByteBuffer bytes, float[] to, int from) {
        int position = from;
        while (bytes.hasRemaining()) {
            to[position++] = next(bytes);
        }
        return position;
    }

    /** The type of that name, if it is one that can be read. */
    static Optional<DataType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
    }
}
