package riffle.flat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import riffle.flat.FlatFormat.Section;
import riffle.plan.Buffer;

/** A flat bundle as the bytes of its sections. */
final class FlatSections {

    private static final int CHUNK = 1 << 14;

    private final FlatPools pools = new FlatPools();
    private final Map<Section, byte[]> records = new EnumMap<>(Section.class);
    private final List<FloatBuffer> floats = new ArrayList<>();
    private long floatCount;

    /**
     * @throws IllegalArgumentException if a text is not ASCII
     */
    FlatSections(FlatBundle bundle) {
        records.put(Section.KERNELS, kernels(bundle.kernels()));
        records.put(Section.BUFFERS, buffers(bundle.buffers()));
        records.put(Section.LAUNCHES, launches(bundle.launches()));
        records.put(Section.HEAD, head(bundle.head(), append(bundle.reference())));
        records.put(Section.TEXT, pools.allText());
        records.put(Section.INTS, pools.allInts());
    }

    long bytes(Section section) {
        return section == Section.FLOATS ? Float.BYTES * floatCount : records.get(section).length;
    }

    /** Size of the file. */
    long fileBytes() {
        long end = FlatFormat.HEADER_BYTES;
        for (Section section : Section.values()) {
            end = FlatFormat.aligned(end) + bytes(section);
        }
        return end;
    }

    /** Everything after the checksum. */
    void write(OutputStream out) throws IOException {
        byte[] bytes = records(1, FlatFormat.HEADER_BYTES - FlatFormat.CHECKED_FROM);
        ByteBuffer header = into(bytes);
        header.putLong(fileBytes());
        for (Section section : Section.values()) {
            header.putLong(bytes(section));
        }
        out.write(bytes);
        for (Section section : Section.values()) {
            if (section == Section.FLOATS) {
                writeFloats(out);
            } else {
                out.write(records.get(section));
                out.write(new byte[(int) (FlatFormat.aligned(bytes(section)) - bytes(section))]);
            }
        }
    }

    private void writeFloats(OutputStream out) throws IOException {
        byte[] bytes = records(CHUNK, Float.BYTES);
        FloatBuffer chunk = into(bytes).asFloatBuffer();
        for (FloatBuffer content : floats) {
            for (int from = 0; from < content.remaining(); from += CHUNK) {
                int count = Math.min(CHUNK, content.remaining() - from);
                chunk.put(0, content, content.position() + from, count);
                out.write(bytes, 0, Float.BYTES * count);
            }
        }
    }

    private long append(FloatBuffer content) {
        long begin = floatCount;
        floats.add(content);
        floatCount += content.remaining();
        return begin;
    }

    private static byte[] records(int count, int bytes) {
        return new byte[Math.multiplyExact(count, bytes)];
    }

    private static ByteBuffer into(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] head(FlatHead head, long reference) {
        byte[] bytes = records(1, FlatFormat.HEAD_BYTES);
        ByteBuffer to = into(bytes);
        for (String text : List.of(
                head.network(),
                head.plan(),
                head.kernelSet(),
                head.buildOptions(),
                head.tornadoVersion(),
                head.architecture(),
                head.note(),
                head.weights())) {
            to.putInt(pools.text(text));
        }
        to.putInt(head.groups()).putInt(head.batch()).putInt(head.height()).putInt(head.width());
        to.putDouble(head.scale()).putDouble(head.tolerance());
        to.putInt(head.output()).putInt(0).putLong(reference);
        return bytes;
    }

    private byte[] kernels(List<FlatKernel> kernels) {
        byte[] bytes = records(kernels.size(), FlatFormat.KERNEL_BYTES);
        ByteBuffer to = into(bytes);
        for (FlatKernel kernel : kernels) {
            to.putInt(pools.text(kernel.method())).putInt(pools.text(kernel.source()));
            to.putInt(pools.text(kernel.javaHash())).putInt(kernel.entries()).putInt(kernel.buffers());
        }
        return bytes;
    }

    private byte[] buffers(List<FlatBuffer> buffers) {
        byte[] bytes = records(buffers.size(), FlatFormat.BUFFER_BYTES);
        ByteBuffer to = into(bytes);
        for (FlatBuffer flat : buffers) {
            Buffer buffer = flat.buffer();
            to.putInt(pools.text(buffer.name())).putInt(FlatFormat.number(buffer.role()));
            to.putInt(buffer.shape().n()).putInt(buffer.shape().c());
            to.putInt(buffer.shape().h()).putInt(buffer.shape().w());
            to.putInt(buffer.border()).putInt(buffer.slack()).putLong(buffer.elements());
            to.putLong(flat.content().map(this::append).orElse(FlatFormat.NO_CONTENT));
        }
        return bytes;
    }

    private byte[] launches(List<FlatLaunch> launches) {
        byte[] bytes = records(launches.size(), FlatFormat.LAUNCH_BYTES);
        ByteBuffer to = into(bytes);
        for (FlatLaunch launch : launches) {
            to.putInt(pools.text(launch.name())).putInt(pools.text(launch.operatorClass()));
            to.putInt(launch.kernel()).putInt(launch.memoryOnly()).putInt(launch.computeOnly());
            to.putInt(pools.ints(launch.shape())).putInt(pools.ints(launch.buffers()));
            to.putInt(pools.ints(launch.reach().last())).putInt(launch.reach().written());
            to.putInt(launch.range().globalX()).putInt(launch.range().globalY());
            to.putInt(launch.range().globalZ());
            to.putInt(launch.range().localX()).putInt(launch.range().localY()).putInt(1);
            to.putInt(0);
            to.putLong(launch.cost().macs());
            to.putLong(launch.cost().bytesRead()).putLong(launch.cost().bytesWritten());
        }
        return bytes;
    }
}
