package riffle.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the orientation out of EXIF data, which are a TIFF file without a picture. */
final class Exif {

    private static final byte[] PREFIX = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION_TAG = 0x0112;
    private static final int SHORT_TYPE = 3;
    private static final int LONG_TYPE = 4;
    private static final int ENTRY_BYTES = 12;
    private static final int MAGIC = 42;

    private Exif() {}

    /** The data behind the word that JPEG, and sometimes PNG, puts before them. */
    static byte[] withoutPrefix(byte[] block) {
        boolean has = block.length >= PREFIX.length && Arrays.equals(block, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
        return has ? Arrays.copyOfRange(block, PREFIX.length, block.length) : block;
    }

    /** The orientation; empty if the data do not tell one of the eight. */
    static Optional<Orientation> orientation(byte[] tiff) {
        try {
            ByteBuffer data = ByteBuffer.wrap(tiff);
            short mark = data.getShort(0);
            data.order(mark == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN); // "II", else "MM"
            if ((mark != 0x4949 && mark != 0x4D4D) || data.getShort(2) != MAGIC) {
                return Optional.empty();
            }
            int directory = data.getInt(4);
            int entries = Short.toUnsignedInt(data.getShort(directory));
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + i * ENTRY_BYTES;
                if (Short.toUnsignedInt(data.getShort(entry)) == ORIENTATION_TAG) {
                    return value(data, entry);
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // damaged notes about a photo do not make it unreadable
        }
        return Optional.empty();
    }

    /** Of an entry's tag, type, count and value. */
    private static Optional<Orientation> value(ByteBuffer data, int entry) {
        if (data.getInt(entry + 4) != 1) {
            return Optional.empty();
        }
        return switch (data.getShort(entry + 2)) {
            case SHORT_TYPE -> Orientation.of(data.getShort(entry + 8));
            case LONG_TYPE -> Orientation.of(data.getInt(entry + 8));
            default -> Optional.empty();
        };
    }
}
