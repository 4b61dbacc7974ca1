package riffle.flat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import riffle.flat.FlatFormat.Section;
import riffle.operator.Cost;
import riffle.plan.Buffer;
import riffle.plan.step.NdRange;
import riffle.plan.step.Reach;
import riffle.tensor.Shape;

/** Reads the bytes of a flat bundle. What is damaged ends in an unchecked exception of some kind. */
final class FlatReader {

    private final Map<Section, ByteBuffer> sections = new EnumMap<>(Section.class);

    /**
     * @throws IllegalArgumentException if it is no flat bundle of this version, or its size or checksum is not what it
     *     says
     */
    FlatReader(ByteBuffer file) {
        ByteBuffer whole = file.order(ByteOrder.LITTLE_ENDIAN);
        require(whole.limit() >= FlatFormat.HEADER_BYTES, "it ends early");
        byte[] magic = new byte[FlatFormat.MAGIC.length];
        whole.get(magic);
        require(Arrays.equals(magic, FlatFormat.MAGIC), "it is no flat bundle");
        int version = whole.getInt();
        require(version == FlatFormat.VERSION, "version is " + version + ", expected " + FlatFormat.VERSION);
        int checksum = whole.getInt();
        CRC32 crc = new CRC32();
        crc.update(whole.duplicate().position(FlatFormat.CHECKED_FROM));
        require(checksum == (int) crc.getValue(), "its checksum is not that of its content");
        require(whole.getLong() == whole.limit(), "its size is not what it says");
        long end = FlatFormat.HEADER_BYTES;
        for (Section section : Section.values()) {
            int begin = Math.toIntExact(FlatFormat.aligned(end));
            int bytes = Math.toIntExact(whole.getLong());
            sections.put(section, whole.slice(begin, bytes).order(ByteOrder.LITTLE_ENDIAN));
            end = begin + (long) bytes;
        }
        require(end == whole.limit(), "it goes on behind its last section");
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }

    FlatBundle read() {
        List<FlatKernel> kernels = new ArrayList<>();
        ByteBuffer from = sections.get(Section.KERNELS);
        while (from.hasRemaining()) {
            kernels.add(new FlatKernel(text(from), text(from), text(from), from.getInt(), from.getInt()));
        }
        List<FlatBuffer> buffers = new ArrayList<>();
        from = sections.get(Section.BUFFERS);
        while (from.hasRemaining()) {
            buffers.add(buffer(buffers.size(), from));
        }
        List<FlatLaunch> launches = new ArrayList<>();
        from = sections.get(Section.LAUNCHES);
        while (from.hasRemaining()) {
            launches.add(launch(from, kernels));
        }
        from = sections.get(Section.HEAD);
        FlatHead head = head(from);
        require(from.getInt() == 0, "a reserved number is not 0");
        int elements = buffers.get(head.output()).buffer().shape().elements();
        return new FlatBundle(head, kernels, buffers, launches, floats(from.getLong(), elements));
    }

    private FlatHead head(ByteBuffer from) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            texts.add(text(from));
        }
        int groups = from.getInt();
        int batch = from.getInt();
        int height = from.getInt();
        int width = from.getInt();
        return new FlatHead(
                texts.get(0),
                texts.get(1),
                texts.get(2),
                texts.get(3),
                texts.get(4),
                texts.get(5),
                texts.get(6),
                texts.get(7),
                groups,
                from.getDouble(),
                batch,
                height,
                width,
                from.getDouble(),
                from.getInt());
    }

    private FlatBuffer buffer(int id, ByteBuffer from) {
        String name = text(from);
        int number = from.getInt();
        Buffer.Role role = Arrays.stream(Buffer.Role.values())
                .filter(candidate -> FlatFormat.number(candidate) == number)
                .findFirst()
                .orElseThrow();
        Shape shape = new Shape(from.getInt(), from.getInt(), from.getInt(), from.getInt());
        Buffer buffer = new Buffer(id, name, role, shape, from.getInt(), from.getInt());
        require(from.getLong() == buffer.elements(), name + " has another number of elements than it says");
        long content = from.getLong();
        return new FlatBuffer(
                buffer,
                content == FlatFormat.NO_CONTENT ? Optional.empty() : Optional.of(floats(content, buffer.elements())));
    }

    private FlatLaunch launch(ByteBuffer from, List<FlatKernel> kernels) {
        String name = text(from);
        String operatorClass = text(from);
        int kernel = from.getInt();
        int memoryOnly = from.getInt();
        int computeOnly = from.getInt();
        List<Integer> shape = ints(from.getInt(), kernels.get(kernel).entries());
        List<Integer> buffers = ints(from.getInt(), kernels.get(kernel).buffers());
        List<Integer> last = ints(from.getInt(), kernels.get(kernel).buffers());
        Reach reach = new Reach(last, from.getInt());
        NdRange range = new NdRange(from.getInt(), from.getInt(), from.getInt(), from.getInt(), from.getInt());
        require(from.getInt() == 1 && from.getInt() == 0, "a reserved number is not what it must be");
        Cost cost = new Cost(from.getLong(), from.getLong(), from.getLong());
        return new FlatLaunch(name, operatorClass, kernel, memoryOnly, computeOnly, shape, buffers, reach, range, cost);
    }

    private String text(ByteBuffer from) {
        ByteBuffer pool = sections.get(Section.TEXT);
        int begin = from.getInt();
        int end = begin;
        while (pool.get(end) != 0) {
            end++;
        }
        byte[] bytes = new byte[end - begin];
        pool.get(begin, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private List<Integer> ints(int begin, int count) {
        ByteBuffer pool = sections.get(Section.INTS);
        List<Integer> ints = new ArrayList<>();
        for (int i = begin; i < begin + count; i++) {
            ints.add(pool.getInt(Integer.BYTES * i));
        }
        return ints;
    }

    private FloatBuffer floats(long begin, int count) {
        return sections.get(Section.FLOATS).asFloatBuffer().slice(Math.toIntExact(begin), count);
    }
}
