package riffle.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import riffle.file.WholeFile;
import riffle.plan.Bounds;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.weights.Dialect;
import riffle.weights.SafeTensors;
import riffle.weights.SafeTensorsFile;
import riffle.weights.Weights;
import riffle.weights.WeightsException;

/**
 * Files of libraries and bundles. What is read has been checked in every value: a plan keeps to its buffers, weights
 * fill them, all kernels are there. The kernels themselves are code, and as trustworthy as where the file came from.
 *
 * <p>The same content is written as the same bytes; a file appears whole or not at all.
 */
public final class BundleFile {

    /** Many times what all kernels take. */
    private static final long LARGEST_LIBRARY = 64 << 20;

    private static final long LONGEST_HEADER = 4 << 20;

    private BundleFile() {}

    /**
     * Reads a library.
     *
     * @throws BundleException if it cannot be read, is damaged, or is no library that this version knows
     */
    public static KernelLibrary readLibrary(Path file) {
        try {
            requireFile(file);
            if (Files.size(file) > LARGEST_LIBRARY) {
                throw new BundleException(file + ": is larger than any library, " + LARGEST_LIBRARY + " bytes");
            }
            return readLibrary(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * Reads a library from memory.
     *
     * @param name what messages call it
     * @throws BundleException if it is damaged, or no library that this version knows
     */
    public static KernelLibrary readLibrary(byte[] zip, String name) {
        try {
            BundleZip content = BundleZip.read(name, new ByteArrayInputStream(zip), Optional.empty());
            content.requireExact(name, new ByteArrayInputStream(zip));
            ManifestValue manifest = LibraryReader.manifest(name, content, ManifestWriter.LIBRARY);
            KernelLibrary library = LibraryReader.kernels(manifest, content);
            LibraryReader.requireExact(manifest, ManifestWriter.library(library));
            return library;
        } catch (IOException e) {
            throw new BundleException(name + ": damaged: " + e, e);
        }
    }

    /**
     * Writes a library.
     *
     * @throws BundleException if it cannot be written, or could not be read again
     */
    public static void write(KernelLibrary library, Path file) {
        BundleZip content = content(library, ManifestWriter.library(library), Optional.empty());
        publish(file, content, BundleFile::readLibrary);
    }

    /**
     * Reads a bundle.
     *
     * @throws BundleException if it cannot be read, is damaged, is no bundle that this version knows, or does not fit
     *     together: its plan leaves its buffers, lacks a kernel, or its weights are not those of its plan
     */
    public static Bundle read(Path file) {
        try {
            requireFile(file);
            return read(file.toString(), () -> Files.newInputStream(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Something that can be read twice. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** Reads a bundle from anywhere; messages call it by name. */
    static Bundle read(String name, Source source) throws IOException {
        try (TemporaryWeights place = new TemporaryWeights()) {
            BundleZip content;
            try (InputStream in = source.open()) {
                content = BundleZip.read(name, in, Optional.of(place));
            }
            try (InputStream in = source.open()) {
                content.requireExact(name, in);
            }
            return bundle(name, content);
        }
    }

    private static Bundle bundle(String name, BundleZip content) {
        ManifestValue manifest = LibraryReader.manifest(name, content, ManifestWriter.BUNDLE);
        KernelLibrary library = LibraryReader.kernels(manifest, content);
        Plan plan = PlanReader.read(manifest);
        try {
            Bounds.check(plan);
            requireKernels(library, plan);
        } catch (IllegalArgumentException e) {
            throw new BundleException(name + ": " + BundleZip.MANIFEST + ": " + e.getMessage(), e);
        }
        LibraryReader.requireExact(
                manifest, ManifestWriter.bundle(library, plan, content.weights().isPresent()));
        return new Bundle(library, plan, content.weights().map(in -> weights(name, in, plan)));
    }

    /**
     * Writes a bundle.
     *
     * @throws BundleException if it cannot be written
     * @throws IllegalArgumentException if its parts do not fit together
     */
    public static void write(Bundle bundle, Path file) {
        Bounds.check(bundle.plan());
        requireKernels(bundle.library(), bundle.plan());
        ObjectNode manifest = ManifestWriter.bundle(
                bundle.library(), bundle.plan(), bundle.weights().isPresent());
        try (TemporaryWeights place = new TemporaryWeights()) {
            Optional<Path> weights = Optional.empty();
            if (bundle.weights().isPresent()) {
                Weights held = bundle.weights().get().requireSound();
                WeightsFit.check(bundle.plan(), held);
                SafeTensors.write(place.path(), held.dialect().metadata(), held.tensors());
                weights = Optional.of(place.path());
            }
            publish(file, content(bundle.library(), manifest, weights), BundleFile::read);
        } catch (IOException | WeightsException e) {
            throw new BundleException(file + ": cannot be written: " + e.getMessage(), e);
        }
    }

    /** What a file of this content holds. */
    static BundleZip content(KernelLibrary library, ObjectNode manifest, Optional<Path> weights) {
        Map<String, byte[]> entries = new HashMap<>();
        entries.put(BundleZip.MANIFEST, ManifestWriter.bytes(manifest));
        library.kernels()
                .forEach((kernel, source) ->
                        entries.put(BundleZip.source(kernel), source.opencl().getBytes(StandardCharsets.UTF_8)));
        return new BundleZip(entries, weights);
    }

    /** The kernels of a bundle are those that its plan calls. */
    private static void requireKernels(KernelLibrary library, Plan plan) {
        Set<Kernel> called =
                plan.calls().stream().map(KernelCall::kernel).collect(Collectors.toCollection(TreeSet::new));
        Set<Kernel> found = new TreeSet<>(library.kernels().keySet());
        if (!called.equals(found)) {
            throw new IllegalArgumentException("the plan calls the kernels "
                    + called.stream().map(Kernel::method).toList() + ", but it holds "
                    + found.stream().map(Kernel::method).toList());
        }
    }

    private static Weights weights(String name, Path place, Plan plan) {
        try {
            requireShortHeader(name, place);
            SafeTensorsFile content = SafeTensors.read(place);
            Weights weights = new Weights(content.tensors(), Dialect.of(content.metadata())).requireSound();
            WeightsFit.check(plan, weights);
            return weights;
        } catch (WeightsException e) {
            throw new BundleException(name + ": " + BundleZip.WEIGHTS + ": " + e.problem(), e);
        } catch (IllegalArgumentException e) {
            throw new BundleException(name + ": " + BundleZip.WEIGHTS + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new BundleException(name + ": " + BundleZip.WEIGHTS + ": cannot be read: " + e, e);
        }
    }

    /** JSON takes many times its length once it is read: only as much as the parameters of a network need. */
    private static void requireShortHeader(String name, Path place) throws IOException {
        try (InputStream in = Files.newInputStream(place)) {
            byte[] length = in.readNBytes(Long.BYTES);
            long bytes = length.length < Long.BYTES
                    ? 0
                    : ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
            if (bytes < 0 || bytes > LONGEST_HEADER) {
                throw new BundleException(name + ": " + BundleZip.WEIGHTS + ": header length is "
                        + Long.toUnsignedString(bytes) + ", expected at most " + LONGEST_HEADER);
            }
        }
    }

    private static void publish(Path file, BundleZip content, WholeFile.Check check) {
        try {
            WholeFile.write(file, content::write, check);
        } catch (IOException e) {
            throw new BundleException(file + ": cannot be written: " + e, e);
        }
    }

    private static void requireFile(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new BundleException(file + ": is not a file");
        }
        if (!Files.exists(file)) {
            throw new NoSuchFileException(file.toString());
        }
    }

    private static BundleException unreadable(Path file, IOException e) {
        return new BundleException(
                e instanceof NoSuchFileException ? file + ": no such file" : file + ": cannot be read: " + e, e);
    }
}
