package riffle.onnx.read;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.onnx.format.StringStringEntryProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.TensorProto.DataLocation;
import riffle.onnx.format.TensorProto.DataType;

/** Reads tensors of a model: float32, int64, int32 and booleans, in the message or in a file beside the model. */
final class TensorReader {

    private final Path folder;

    /**
     * @param folder where the model is: external data lie in it or below
     */
    TensorReader(Path folder) {
        this.folder = folder;
    }

    /**
     * A tensor; what it should hold is checked here, and decoded later.
     *
     * @param what for messages: {@code initializer conv1.weight}
     * @throws OnnxException if it is of another type, or has not as many bytes as its extents say
     */
    Constant read(TensorProto tensor, String what) {
        List<Integer> dims = Dims.of(tensor.getDimsList(), what);
        int elements = Dims.product(dims, 0, dims.size());
        return switch (tensor.getDataType()) {
            case DataType.FLOAT_VALUE -> floats(tensor, dims, elements, what);
            case DataType.DOUBLE_VALUE -> doubles(tensor, dims, elements, what);
            case DataType.INT64_VALUE -> longs(tensor, dims, elements, what);
            case DataType.INT32_VALUE, DataType.BOOL_VALUE -> integers(tensor, dims, elements, what);
            default ->
                throw new UntakenException(what + " is of data type " + tensor.getDataType()
                        + ", must be 1 (float32), 6 (int32), 7 (int64), 9 (bool) or 11 (float64)");
        };
    }

    private Constant floats(TensorProto tensor, List<Integer> dims, int elements, String what) {
        if (tensor.getFloatDataCount() > 0) {
            require(tensor.getFloatDataCount(), elements, "elements", dims, what);
            return Constant.real(dims, () -> {
                float[] data = new float[elements];
                for (int i = 0; i < elements; i++) {
                    data[i] = tensor.getFloatData(i);
                }
                return data;
            });
        }
        Bytes bytes = bytes(tensor, dims, (long) elements * Float.BYTES, what);
        return Constant.real(dims, () -> {
            float[] data = new float[elements];
            bytes.read().asFloatBuffer().get(data);
            return data;
        });
    }

    /** Rounded to float32, in which everything is computed. */
    private Constant doubles(TensorProto tensor, List<Integer> dims, int elements, String what) {
        if (tensor.getDoubleDataCount() > 0) {
            require(tensor.getDoubleDataCount(), elements, "elements", dims, what);
            return Constant.real(dims, () -> {
                float[] data = new float[elements];
                for (int i = 0; i < elements; i++) {
                    data[i] = (float) tensor.getDoubleData(i);
                }
                return data;
            });
        }
        Bytes bytes = bytes(tensor, dims, (long) elements * Double.BYTES, what);
        return Constant.real(dims, () -> {
            DoubleBuffer from = bytes.read().asDoubleBuffer();
            float[] data = new float[elements];
            for (int i = 0; i < elements; i++) {
                data[i] = (float) from.get(i);
            }
            return data;
        });
    }

    private Constant longs(TensorProto tensor, List<Integer> dims, int elements, String what) {
        long[] data = new long[boundedBy(tensor, tensor.getInt64DataCount(), Long.BYTES, elements, dims, what)];
        if (tensor.getInt64DataCount() > 0) {
            for (int i = 0; i < elements; i++) {
                data[i] = tensor.getInt64Data(i);
            }
        } else {
            bytes(tensor, dims, (long) elements * Long.BYTES, what)
                    .read()
                    .asLongBuffer()
                    .get(data);
        }
        return Constant.integer(dims, data);
    }

    private Constant integers(TensorProto tensor, List<Integer> dims, int elements, String what) {
        int size = tensor.getDataType() == DataType.BOOL_VALUE ? 1 : Integer.BYTES;
        long[] data = new long[boundedBy(tensor, tensor.getInt32DataCount(), size, elements, dims, what)];
        ByteBuffer raw = tensor.getInt32DataCount() > 0
                ? ByteBuffer.allocate(0)
                : bytes(tensor, dims, (long) elements * size, what).read();
        for (int i = 0; i < elements; i++) {
            data[i] = tensor.getInt32DataCount() > 0
                    ? tensor.getInt32Data(i)
                    : size == 1 ? raw.get(i) : raw.getInt(i * Integer.BYTES);
        }
        return Constant.integer(dims, data);
    }

    /** The number of elements, once the message or the file is known to hold as many. */
    private int boundedBy(TensorProto tensor, int listed, int size, int elements, List<Integer> dims, String what) {
        if (listed > 0) {
            require(listed, elements, "elements", dims, what);
        } else {
            Bytes unused = bytes(tensor, dims, (long) elements * size, what);
        }
        return elements;
    }

    private Bytes bytes(TensorProto tensor, List<Integer> dims, long expected, String what) {
        if (tensor.getDataLocation() != DataLocation.EXTERNAL) {
            ByteString raw = tensor.getRawData();
            require(raw.size(), expected, "bytes", dims, what);
            return () -> raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        Map<String, String> entries = new HashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        Path file = external(entries.getOrDefault("location", ""), what);
        long offset = number(entries, "offset", 0, what);
        long length = number(entries, "length", expected, what);
        require(length, expected, "bytes", dims, what);
        if (length > Integer.MAX_VALUE) {
            throw new OnnxException(what + " is " + dims + ": more than " + Integer.MAX_VALUE + " bytes");
        }
        try {
            if (offset > Files.size(file) - length) {
                throw new OnnxException(what + ": " + file + " has " + Files.size(file) + " bytes, and " + length
                        + " from " + offset + " on are asked for");
            }
        } catch (IOException e) {
            throw new OnnxException(what + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
        return () -> part(file, offset, length, what);
    }

    private Path external(String location, String what) {
        if (location.isEmpty() || location.indexOf('\0') >= 0) {
            throw new OnnxException(what + ": external data without a location");
        }
        try {
            Path file = folder.resolve(location).normalize();
            if (!Files.isRegularFile(file)) {
                throw new OnnxException(what + ": its external data, " + location + ", are not beside the model");
            }
            if (Path.of(location).isAbsolute() || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new OnnxException(
                        what + ": its external data, " + location + ", lie outside of the model's folder");
            }
            return file;
        } catch (IOException | InvalidPathException e) {
            throw new OnnxException(
                    what + ": its external data, " + location + ", cannot be read: " + e.getMessage(), e);
        }
    }

    private static ByteBuffer part(Path file, long offset, long length, String what) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length)).order(ByteOrder.LITTLE_ENDIAN);
            channel.position(offset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full
            }
            if (bytes.hasRemaining()) {
                throw new OnnxException(what + ": " + file + " ends early");
            }
            return bytes.flip();
        } catch (IOException e) {
            throw new OnnxException(what + ": " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static long number(Map<String, String> entries, String key, long usual, String what) {
        String text = entries.get(key);
        if (text == null) {
            return usual;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new OnnxException(what + ": " + key + " of its external data is " + text + ", must be a number");
        }
        return Long.parseLong(text);
    }

    private static void require(long found, long expected, String unit, List<Integer> dims, String what) {
        if (found != expected) {
            throw new OnnxException(
                    what + " is " + dims + " and holds " + found + " " + unit + ", must be " + expected);
        }
    }

    /** Elements, little-endian. */
    private interface Bytes {
        ByteBuffer read();
    }
}
