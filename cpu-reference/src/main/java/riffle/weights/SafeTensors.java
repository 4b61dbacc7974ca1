package riffle.weights;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads and writes .safetensors files: the length of the header in 8 bytes, little-endian; the header, a JSON object
 * with the dtype, shape and data_offsets of every tensor; the data, row-major and little-endian.
 */
public final class SafeTensors {

    private static final int LENGTH_BYTES = Long.BYTES;
    private static final int LONGEST_HEADER = 100_000_000;
    private static final int BUFFER_BYTES = 1 << 18;

    private SafeTensors() {}

    /**
     * Reads a whole file; F16 and BF16 are widened to float32.
     *
     * @throws WeightsException if it cannot be read, is malformed, or holds a tensor of another type
     */
    public static SafeTensorsFile read(Path file) {
        return read(file, name -> true);
    }

    /**
     * Reads some tensors of a file; the others may be of any type.
     *
     * @param wanted which names to read
     * @throws WeightsException if it cannot be read, is malformed, or holds a wanted tensor of a type other than F32,
     *     F16 and BF16
     */
    public static SafeTensorsFile read(Path file, Predicate<String> wanted) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new WeightsException(file, "is not a file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long headerBytes = headerBytes(file, channel);
            long dataStart = LENGTH_BYTES + headerBytes;
            byte[] bytes = new byte[(int) headerBytes];
            fill(channel, ByteBuffer.wrap(bytes));
            SafeTensorsHeader header = SafeTensorsHeader.parse(bytes, channel.size() - dataStart);
            Map<String, NamedTensor> tensors = new HashMap<>();
            for (SafeTensorsHeader.Entry entry : header.entries()) {
                if (wanted.test(entry.name())) {
                    channel.position(dataStart + entry.begin());
                    tensors.put(entry.name(), tensor(file, channel, entry));
                }
            }
            return new SafeTensorsFile(header.metadata(), tensors);
        } catch (SafeTensorsHeader.MalformedException e) {
            throw new WeightsException(file, e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new WeightsException(file, "no such file", e);
        } catch (EOFException e) {
            throw new WeightsException(file, "became shorter while it was read", e);
        } catch (IOException e) {
            throw new WeightsException(file, "cannot be read: " + e, e);
        }
    }

    private static long headerBytes(Path file, SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        if (size < LENGTH_BYTES) {
            throw new WeightsException(file, "has " + size + " bytes, too few for a .safetensors file");
        }
        ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, length);
        long headerBytes = length.getLong();
        if (headerBytes < 0 || headerBytes > Math.min(size - LENGTH_BYTES, LONGEST_HEADER)) {
            throw new WeightsException(
                    file,
                    "header length is " + Long.toUnsignedString(headerBytes) + ", expected at most "
                            + Math.min(size - LENGTH_BYTES, LONGEST_HEADER)
                            + "; is it a whole .safetensors file?");
        }
        return headerBytes;
    }

    private static NamedTensor tensor(Path file, SeekableByteChannel channel, SafeTensorsHeader.Entry entry)
            throws IOException {
        DataType type = DataType.named(entry.type())
                .orElseThrow(() -> new WeightsException(
                        file,
                        entry.label() + ": dtype is " + SafeTensorsHeader.quote(entry.type()) + ", expected one of "
                                + Arrays.toString(DataType.values())));
        long expected = (long) entry.elements() * type.bytes();
        if (entry.end() - entry.begin() != expected) {
            throw new WeightsException(
                    file,
                    entry.label() + ": " + type + " " + entry.dimensions() + " takes " + expected + " bytes, found "
                            + (entry.end() - entry.begin()));
        }
        float[] data = new float[entry.elements()];
        ByteBuffer buffer =
                ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, expected)).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < data.length; ) {
            buffer.clear().limit((int) Math.min(BUFFER_BYTES, (data.length - (long) i) * type.bytes()));
            fill(channel, buffer);
            i = type.take(buffer, data, i);
        }
        return new NamedTensor(entry.dimensions(), data);
    }

    private static void fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        buffer.flip();
    }

    /**
     * Writes float32 tensors, sorted by name: the same content gives the same bytes. The file appears whole or, if
     * anything fails, stays what it was.
     *
     * @throws WeightsException if it cannot be written
     * @throws IllegalArgumentException if a tensor has the name that the format keeps for the metadata
     */
    public static void write(Path file, Map<String, String> metadata, Map<String, NamedTensor> tensors) {
        SafeTensorsWriter.write(file, new SafeTensorsFile(metadata, tensors));
    }
}
