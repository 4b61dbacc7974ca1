package riffle.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Map;
import riffle.file.WholeFile;

/** Writes .safetensors files, whole or not at all. */
final class SafeTensorsWriter {

    private static final int BUFFER_BYTES = 1 << 18;
    private static final int ALIGNMENT = 8;
    private static final JsonMapper JSON = new JsonMapper();

    private SafeTensorsWriter() {}

    static void write(Path file, SafeTensorsFile content) {
        if (content.tensors().containsKey(SafeTensorsHeader.METADATA)) {
            throw new IllegalArgumentException("no tensor may be called " + SafeTensorsHeader.METADATA);
        }
        try {
            WholeFile.write(file, out -> {
                writeHeader(out, content);
                for (NamedTensor tensor : content.tensors().values()) {
                    writeData(out, tensor.data());
                }
            });
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be written: " + e, e);
        }
    }

    private static void writeHeader(OutputStream out, SafeTensorsFile content) throws IOException {
        byte[] header = header(content);
        int padded = Math.ceilDiv(header.length, ALIGNMENT) * ALIGNMENT;
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(padded).put(header);
        while (buffer.hasRemaining()) {
            buffer.put((byte) ' ');
        }
        out.write(buffer.array());
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

    private static void writeData(OutputStream out, float[] data) throws IOException {
        byte[] block = new byte[BUFFER_BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : data) {
            if (!buffer.hasRemaining()) {
                out.write(block);
                buffer.clear();
            }
            buffer.putFloat(value);
        }
        out.write(block, 0, buffer.position());
    }
}
