package riffle.image;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the orientation out of EXIF data, which are a TIFF file without a picture. */
final class Exif {

    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;
    private static final int ENTRY_BYTES = 12;
    private static final int MAGIC = 42;

    private Exif() {}

    /** The orientation; upright if the data do not tell one. */
    static Orientation orientation(ByteBuffer tiff) {
        try {
            ByteBuffer data = tiff.slice();
            short mark = data.getShort(0);
            data.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN); // "II", else "MM"
            if ((mark != 0x4949 && mark != 0x4D4D) || data.getShort(2) != MAGIC) {
                return Orientation.UPRIGHT;
            }
            int directory = data.getInt(4);
            int entries = Short.toUnsignedInt(data.getShort(directory));
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if (Short.toUnsignedInt(data.getShort(entry)) == ORIENTATION_TAG
                        && data.getShort(entry + 2) == SHORT_TYPE) {
                    return Orientation.of(data.getShort(entry + 8));
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            // damaged notes about a photo do not make it unreadable
        }
        return Orientation.UPRIGHT;
    }
}
