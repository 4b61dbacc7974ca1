package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataTypeTest {

    /** One and a half, and minus two, in each type. */
    private static ByteBuffer bytes(DataType type) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case F32 -> bytes.putFloat(1.5f).putFloat(-2);
            case F16 -> bytes.putShort((short) 0x3E00).putShort((short) 0xC000);
            case BF16 -> bytes.putShort((short) 0x3FC0).putShort((short) 0xC000);
        }
        return bytes.flip();
    }

    @ParameterizedTest
    @EnumSource
    void elementsAreTakenOneByOneOrAllAtOnce(DataType type) {
        ByteBuffer one = bytes(type);
        assertEquals(1.5f, type.next(one));
        assertEquals(-2, type.next(one));
        assertFalse(one.hasRemaining());

        ByteBuffer all = bytes(type);
        float[] to = new float[4];
        assertEquals(3, type.take(all, to, 1));
        assertArrayEquals(new float[] {0, 1.5f, -2, 0}, to);
        assertFalse(all.hasRemaining());
    }
}
