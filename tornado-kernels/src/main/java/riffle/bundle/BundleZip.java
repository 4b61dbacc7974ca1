package riffle.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import riffle.plan.family.Kernel;

/**
 * The zip around a library or bundle: the manifest, the sources sorted by name, the weights; stored, never compressed,
 * all with the same date. The same content is the same bytes on every machine, and a file never unpacks to more than it
 * is.
 *
 * @param entries what is small enough for memory, by name
 * @param weights a file that holds the weights
 */
record BundleZip(Map<String, byte[]> entries, Optional<Path> weights) {

    static final String MANIFEST = "manifest.json";

    static final String WEIGHTS = "weights.safetensors";

    private static final int LONGEST_MANIFEST = 2 << 20;
    private static final int LONGEST_SOURCE = 1 << 20;
    private static final int LONGEST_NAME = 60;

    /** Not the earliest date that a zip can hold: Java writes that one together with the time zone. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    /** Name of a kernel's source. */
    static String source(Kernel kernel) {
        return "kernels/" + kernel.method() + ".cl";
    }

    /**
     * Reads a zip of this form, whole or not at all.
     *
     * @param file its name, for messages
     * @param place where to put the weights; without one there may be none
     * @throws BundleException if it is not a zip, or holds something else
     */
    static BundleZip read(String file, InputStream in, Optional<TemporaryWeights> place) throws IOException {
        Map<String, byte[]> entries = new HashMap<>();
        boolean weights = false;
        try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (entry.getMethod() != ZipEntry.STORED) {
                    throw new BundleException(file + ": " + shown(name) + " is compressed, expected a stored entry");
                }
                if (weights || entries.containsKey(name)) {
                    throw new BundleException(file + ": " + shown(name) + " stands there twice or after the weights");
                }
                if (name.equals(WEIGHTS) && place.isPresent()) {
                    try (OutputStream to = Files.newOutputStream(place.get().path())) {
                        zip.transferTo(to);
                    }
                    weights = true;
                } else {
                    entries.put(name, bytes(file, name, zip));
                }
            }
        } catch (ZipException | IllegalArgumentException | EOFException e) {
            throw new BundleException(
                    file + ": damaged: " + (e.getMessage() == null ? "it ends early" : shown(e.getMessage())), e);
        }
        if (!entries.containsKey(MANIFEST)) {
            throw new BundleException(file + ": holds no " + MANIFEST + "; is it a whole library or bundle?");
        }
        return new BundleZip(entries, weights ? Optional.of(place.get().path()) : Optional.empty());
    }

    private static byte[] bytes(String file, String name, ZipInputStream zip) throws IOException {
        boolean manifest = name.equals(MANIFEST);
        if (!manifest
                && Arrays.stream(Kernel.values())
                        .noneMatch(kernel -> source(kernel).equals(name))) {
            throw new BundleException(file + ": holds " + shown(name)
                    + ", which is neither the manifest nor the source of a kernel that this version knows");
        }
        int longest = manifest ? LONGEST_MANIFEST : LONGEST_SOURCE;
        byte[] bytes = zip.readNBytes(longest + 1);
        if (bytes.length > longest) {
            throw new BundleException(file + ": " + name + " is longer than " + longest + " bytes");
        }
        return bytes;
    }

    /**
     * Refuses a file that is not byte for byte what {@link #write} makes of this content: one with something before,
     * between or behind its entries, or whose directory says otherwise.
     */
    void requireExact(String file, InputStream in) throws IOException {
        long[] position = {0};
        write(new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                byte[] found = in.readNBytes(length);
                int at = Arrays.mismatch(found, 0, found.length, bytes, from, from + length);
                if (at >= 0) {
                    throw new BundleException(file + ": damaged or packed by another program: byte "
                            + (position[0] + at) + " is not as Riffle writes it");
                }
                position[0] += length;
            }
        });
        if (in.read() >= 0) {
            throw new BundleException(file + ": goes on behind its end at byte " + position[0]);
        }
    }

    /** Writes the zip; closes nothing. */
    void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        Map<String, byte[]> sources = new TreeMap<>(entries);
        store(zip, MANIFEST, sources.remove(MANIFEST));
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            store(zip, source.getKey(), source.getValue());
        }
        if (weights.isPresent()) {
            CRC32 crc = new CRC32();
            try (InputStream in = Files.newInputStream(weights.get())) {
                byte[] block = new byte[1 << 16];
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    crc.update(block, 0, n);
                }
            }
            begin(zip, WEIGHTS, Files.size(weights.get()), crc);
            Files.copy(weights.get(), zip);
        }
        zip.finish();
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        begin(zip, name, bytes.length, crc);
        zip.write(bytes);
    }

    private static void begin(ZipOutputStream zip, String name, long size, CRC32 crc) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(size);
        entry.setCrc(crc.getValue());
        entry.setTimeLocal(DATE);
        zip.putNextEntry(entry);
    }

    private static String shown(String name) {
        String line = name.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }
}
