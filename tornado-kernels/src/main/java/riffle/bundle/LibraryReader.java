package riffle.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import riffle.plan.family.Kernel;

/** The manifest as JSON, and the kernels in it with their sources. */
final class LibraryReader {

    /** No option that reads or writes a file: those of OpenCL itself, and -w, which TornadoVM passes. */
    private static final Pattern BUILD_OPTIONS = Pattern.compile("((-w|-cl-[a-z0-9.=-]+)( (?!$)|$))*");

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_TEXT = 1000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(10)
                            .maxStringLength(LONGEST_TEXT)
                            .maxNameLength(LONGEST_TEXT)
                            .maxNumberLength(50)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private LibraryReader() {}

    /**
     * The manifest, once it says that it is of a known format.
     *
     * @param format which of {@link ManifestWriter#LIBRARY} and {@link ManifestWriter#BUNDLE} it must be
     */
    static ManifestValue manifest(String file, BundleZip zip, String format) {
        JsonNode root;
        try {
            root = JSON.readTree(text(file, BundleZip.MANIFEST, zip));
        } catch (JsonProcessingException e) {
            throw new BundleException(
                    file + ": " + BundleZip.MANIFEST + " is not valid JSON, line "
                            + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()),
                    e);
        }
        ManifestValue manifest = new ManifestValue(file, "", root);
        if (!manifest.at("format").text(LONGEST_TEXT).equals(format)) {
            throw manifest.at("format").expected(format);
        }
        if (manifest.at("format_version").integer(0) != ManifestWriter.VERSION) {
            throw manifest.at("format_version").expected(ManifestWriter.VERSION + ", the one that this version reads");
        }
        return manifest;
    }

    static KernelLibrary kernels(ManifestValue manifest, BundleZip zip) {
        Map<Kernel, KernelSource> kernels = new EnumMap<>(Kernel.class);
        for (ManifestValue place : manifest.at("kernels").list(1, Kernel.values().length)) {
            Kernel kernel = PlanReader.kernel(place.at("method"));
            if (!HASH.matcher(place.at("java_hash").text(LONGEST_TEXT)).matches()) {
                throw place.at("java_hash").expected("64 hexadecimal digits");
            }
            String name = BundleZip.source(kernel);
            if (!zip.entries().containsKey(name)) {
                throw place.problem("has no source: " + name + " is missing");
            }
            String opencl = text(manifest.file(), name, zip);
            if (!Pattern.compile("__kernel\\s+void\\s+" + kernel.method() + "\\s*\\(")
                    .matcher(opencl)
                    .find()) {
                throw new BundleException(
                        manifest.file() + ": " + name + " defines no kernel void " + kernel.method() + "(...)");
            }
            KernelSource source = new KernelSource(
                    kernel, opencl, place.at("java_hash").node().textValue());
            if (kernels.put(kernel, source) != null) {
                throw place.problem("is " + kernel.method() + " a second time");
            }
        }
        for (Kernel kernel : Kernel.values()) {
            if (zip.entries().containsKey(BundleZip.source(kernel)) && !kernels.containsKey(kernel)) {
                throw manifest.at("kernels").problem("do not mention " + BundleZip.source(kernel));
            }
        }
        ManifestValue options = manifest.at("build_options");
        if (!BUILD_OPTIONS.matcher(options.text(LONGEST_TEXT)).matches()) {
            throw options.expected("options that begin with -cl-, or -w");
        }
        return new KernelLibrary(
                manifest.at("tornadovm_version").text(LONGEST_TEXT),
                options.node().textValue(),
                kernels);
    }

    /** Refuses a manifest that says anything else, or more, than what was read from it. */
    static void requireExact(ManifestValue manifest, ObjectNode rewritten) {
        try {
            manifest.requireSame(JSON.readTree(ManifestWriter.bytes(rewritten)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file, String name, BundleZip zip) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(zip.entries().get(name)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BundleException(file + ": " + name + " is not UTF-8", e);
        }
    }
}
