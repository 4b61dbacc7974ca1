package riffle.flat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import riffle.bundle.BundleException;
import riffle.file.WholeFile;

/** Files of flat bundles. The same content is written as the same bytes; a file appears whole or not at all. */
public final class FlatFile {

    private FlatFile() {}

    /**
     * Writes one, and reads it again before it gets its name.
     *
     * @throws BundleException if it cannot be written, or would be larger than the form allows
     * @throws IllegalArgumentException if a name or source in it is not ASCII
     */
    public static void write(FlatBundle bundle, Path file) {
        FlatSections sections = new FlatSections(bundle);
        requireSize(file, sections.fileBytes());
        try {
            WholeFile.write(file, out -> write(sections, out), FlatFile::read);
        } catch (IOException e) {
            throw new BundleException(file + ": cannot be written: " + e, e);
        }
    }

    static void requireSize(Path file, long bytes) {
        if (bytes > FlatFormat.MOST_BYTES) {
            throw new BundleException(file + ": would have " + bytes + " bytes, a flat bundle has at most "
                    + FlatFormat.MOST_BYTES + "; a smaller --size or --batch makes it smaller");
        }
    }

    private static void write(FlatSections sections, OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        sections.write(new CheckedOutputStream(OutputStream.nullOutputStream(), crc));
        out.write(FlatFormat.MAGIC);
        out.write(ByteBuffer.allocate(2 * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(FlatFormat.VERSION)
                .putInt((int) crc.getValue())
                .array());
        sections.write(out);
    }

    /**
     * Reads one. Only what makes it a flat bundle is checked; {@code riffle-run} checks everything.
     *
     * @throws BundleException if it cannot be read, or is damaged
     */
    public static FlatBundle read(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return new FlatReader(bytes).read();
        } catch (IOException e) {
            throw new BundleException(file + ": cannot be read: " + e, e);
        } catch (RuntimeException e) {
            throw new BundleException(file + ": damaged: " + e.getMessage(), e);
        }
    }
}
