package riffle.flat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import riffle.flat.FlatFormat.Section;

/** Flat bundles with something changed in them, and a checksum that fits again. */
final class MutatedFlat {

    private static final int CHECKSUM = 12;
    private static final int SIZE = 16;
    private static final int LENGTHS = 24;
    private static final List<Section> SECTIONS = List.of(Section.values());
    private static final int[] ODD = {0, 1, -1, 2, 63, 64, 65, 255, 1 << 16, Integer.MAX_VALUE, Integer.MIN_VALUE};

    private MutatedFlat() {}

    /** Where a section begins. */
    static int begin(ByteBuffer file, Section wanted) {
        long end = FlatFormat.HEADER_BYTES;
        for (Section section : SECTIONS) {
            long begin = FlatFormat.aligned(end);
            if (section == wanted) {
                return (int) begin;
            }
            end = begin + length(file, section);
        }
        throw new IllegalArgumentException("no section " + wanted);
    }

    private static long length(ByteBuffer file, Section section) {
        return file.getLong(LENGTHS + Long.BYTES * SECTIONS.indexOf(section));
    }

    /** Makes the checksum that of the content. */
    static void seal(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, FlatFormat.CHECKED_FROM, bytes.length - FlatFormat.CHECKED_FROM);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(CHECKSUM, (int) crc.getValue());
    }

    /** A copy with one to three changes; one in eight has the old checksum. */
    static byte[] of(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            bytes = edit(bytes, random);
        }
        if (random.nextInt(8) > 0 && bytes.length > FlatFormat.HEADER_BYTES) {
            seal(bytes);
        }
        return bytes;
    }

    private static byte[] edit(byte[] bytes, Random random) {
        if (bytes.length < 2 * FlatFormat.HEADER_BYTES) {
            return bytes;
        }
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        switch (random.nextInt(10)) {
            case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            case 1 -> {
                byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 200));
                if (cut.length > FlatFormat.HEADER_BYTES && random.nextBoolean()) {
                    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putLong(SIZE, cut.length);
                }
                return cut;
            }
            case 2 -> file.putLong(SIZE + Long.BYTES * random.nextInt(8), odd(random) * (long) odd(random));
            case 3 -> {
                int at = LENGTHS + Long.BYTES * random.nextInt(7);
                file.putLong(at, file.getLong(at) + 4L * random.nextInt(-30, 31));
            }
            default -> {
                Section[] records = {Section.INTS, Section.HEAD, Section.KERNELS, Section.BUFFERS, Section.LAUNCHES};
                Section section = records[random.nextInt(records.length)];
                long begin = begin(file, section);
                long count = length(file, section) / Integer.BYTES;
                if (count < 1 || begin < 0 || begin + Integer.BYTES * count > bytes.length) {
                    return bytes;
                }
                int at = (int) begin + Integer.BYTES * random.nextInt((int) count);
                int value = random.nextInt(3) == 0 ? odd(random) : file.getInt(at) + random.nextInt(-3, 4);
                file.putInt(at, random.nextInt(10) == 0 ? random.nextInt() : value);
            }
        }
        return bytes;
    }

    private static int odd(Random random) {
        return ODD[random.nextInt(ODD.length)];
    }
}
