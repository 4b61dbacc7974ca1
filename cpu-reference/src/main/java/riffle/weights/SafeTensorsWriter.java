package riffle.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;

/** Writes .safetensors files: to a file beside the one asked for, which takes its name when it is whole. */
final class SafeTensorsWriter {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private SafeTensorsWriter() {}

    static void write(Path file, SafeTensorsFile content) {
        if (content.tensors().containsKey(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException("no tensor may be called " + SafeTensorsHeader.METADATA);
        }
        Path unfinished = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                writeHeader(channel, content);
                for (NamedTensor tensor : content.tensors().values()) {
                    writeData(channel, tensor.data());
                }
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        } finally {
            deleteIfExists(unfinished);
        }
    }

    private static void writeHeader(WritableByteChannel channel, SafeTensorsFile content) throws IOException {
        byte[] header = header(content);
        int padded = Math.ceilDiv(header.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(header);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        drain(channel, buffer);
    }

    private static byte[] header(SafeTensorsFile content) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        if (!content.metadata().isEmpty()) {
            ObjectNode metadata = root.putObject(SafeTensorsHeader.METADATA);
            content.metadata().forEach(metadata::put);
        }
        long end = 0;
        for (Map.Entry<String, NamedTensor> named : content.tensors().entrySet()) {
            NamedTensor tensor = named.getValue();
            long begin = end;
            end += (long) Float.BYTES * tensor.data().length;
            ObjectNode entry = root.putObject(named.getKey());
            entry.put("dtype", DataType.F32.name());
            ArrayNode shape = entry.putArray("shape");
            tensor.dimensions().forEach(shape::add);
            entry.putArray("data_offsets").add(begin).add(end);
        }
        return JSON.writeValueAsBytes(root);
    }

    private static void writeData(WritableByteChannel channel, float[] data) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : data) {
            if (!buffer.hasRemaining()) {
                drain(channel, buffer);
            }
            buffer.putFloat(value);
        }
        drain(channel, buffer);
    }

    private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    private static void deleteIfExists(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // The write's own outcome matters more than a left-over that could not be removed.
        }
    }
}
