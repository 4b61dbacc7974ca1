package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.operator.Clip;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.tensor.Shape;
import riffle.weights.Dialect;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;

final class BundleFileTest {

    @TempDir
    private Path folder;

    static Stream<Network> networks() {
        Stream<Network> shuffleNets = Stream.of(1, 2, 3, 4, 8)
                .map(groups ->
                        NetworkSpec.of(Architecture.SHUFFLENET, groups, 1).build());
        return Stream.concat(
                shuffleNets,
                Stream.of(
                        NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5)
                                .withBatch(3)
                                .build(),
                        NetworkSpec.of(Architecture.MOBILENET, 1, 1).build(),
                        NetworkSpec.of(Architecture.ALEXNET, 1, 1).build(),
                        NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1).build()));
    }

    @Test
    void aLibraryIsReadAsItWasWritten() {
        Path file = folder.resolve("library.zip");
        BundleFile.write(SampleBundles.library(), file);
        assertEquals(SampleBundles.library(), BundleFile.readLibrary(file));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aPlanIsReadAsItWasWritten(Network network) throws IOException {
        for (PlanKind kind : PlanKind.values()) {
            assertRestored(network, kind, KernelSet.WIDE);
        }
        assertRestored(network, PlanKind.FUSED, KernelSet.MEDIUM);
        assertRestored(network, PlanKind.FUSED, KernelSet.NARROW);
    }

    @Test
    void plansOfAllOperatorCasesAreReadAsTheyWereWritten() throws IOException {
        for (Case each : ShapeTable.all()) {
            for (KernelSet set : KernelSet.values()) {
                assertRestored(each.network(), PlanKind.FUSED, set);
            }
        }
    }

    @Test
    void aPlanSaysWhatItWasMadeForWhereThatIsNotTheUsual() throws IOException {
        DeviceProfile eight = new DeviceProfile(8, 1 << 18);
        Plan plan = Planner.plan(SampleBundles.NETWORK, PlanKind.MERGED, KernelSet.WIDE, eight);
        BundleZip zip = SampleBundles.zip(Bundle.of(SampleBundles.library(), plan, Optional.empty()));
        byte[] bytes = SampleBundles.bytes(zip);
        Plan read = BundleFile.read("eight.zip", () -> new ByteArrayInputStream(bytes))
                .plan();
        assertEquals(plan, read);
        assertEquals(eight, read.device());
        assertRefused(
                SampleBundles.withManifest(zip, text -> text.replace("\"threads\" : 8", "\"threads\" : 1")),
                "planned_for does not fit: threads is 1, expected between 2 and 1024");
    }

    private static void assertRestored(Network network, PlanKind kind, KernelSet set) throws IOException {
        Bundle bundle = SampleBundles.bundle(network, kind, set);
        byte[] zip = SampleBundles.bytes(SampleBundles.zip(bundle));
        assertEquals(bundle, BundleFile.read(network.name(), () -> new ByteArrayInputStream(zip)));
    }

    @Test
    void aBundleIsReadAsItWasWritten() {
        Bundle bundle = SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.UNFUSED);
        Path file = folder.resolve("network.zip");
        BundleFile.write(bundle, file);
        assertEquals(bundle, BundleFile.read(file));
    }

    @Test
    void weightsTravelInTheBundle() {
        Bundle bundle = SampleBundles.withWeights(SampleBundles.NETWORK);
        Path file = folder.resolve("network.zip");
        BundleFile.write(bundle, file);
        Bundle read = BundleFile.read(file);
        assertEquals(bundle.plan(), read.plan());
        assertEquals(
                bundle.weights().orElseThrow().tensors().keySet(),
                read.weights().orElseThrow().tensors().keySet());
        bundle.weights()
                .get()
                .tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.data(), read.weights().get().get(name)));
    }

    @Test
    void whoseNamesTheWeightsHadTravelsWithThem() {
        Bundle plain = SampleBundles.withWeights(SampleBundles.NETWORK);
        Path file = folder.resolve("network.zip");
        for (Dialect dialect : Dialect.values()) {
            Weights weights = new Weights(plain.weights().orElseThrow().tensors(), dialect);
            BundleFile.write(new Bundle(plain.library(), plain.plan(), Optional.of(weights)), file);
            assertEquals(dialect, BundleFile.read(file).weights().orElseThrow().dialect());
        }
    }

    @Test
    void weightsThatAreNotFiniteAreRefused() throws IOException {
        Bundle bundle = SampleBundles.withWeights(SampleBundles.NETWORK);
        Path file = folder.resolve("network.zip");
        BundleFile.write(bundle, file);
        byte[] whole = Files.readAllBytes(file);
        Weights weights = bundle.weights().orElseThrow();
        float[] bias = weights.get("fc.bias");
        float before = bias[3];
        bias[3] = Float.NaN;
        String expected = "tensor fc.bias has 1 value that is not finite among 1000, the first NaN at element 3";
        assertEquals(
                expected,
                assertThrows(IllegalArgumentException.class, () -> BundleFile.write(bundle, file))
                        .getMessage());
        bias[3] = before;
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)));

        Path stranger = folder.resolve("w.safetensors");
        SafeTensors.write(stranger, Map.of(), withNan(weights));
        BundleZip zip = BundleFile.content(
                bundle.library(), ManifestWriter.bundle(bundle.library(), bundle.plan(), true), Optional.of(stranger));
        assertRefused(SampleBundles.bytes(zip), "weights.safetensors: " + expected);
    }

    private static Map<String, NamedTensor> withNan(Weights weights) {
        Map<String, NamedTensor> tensors = new HashMap<>(weights.tensors());
        float[] bias = weights.get("fc.bias").clone();
        bias[3] = Float.NaN;
        tensors.put("fc.bias", new NamedTensor(List.of(bias.length), bias));
        return tensors;
    }

    @Test
    void theSameContentIsTheSameBytes() throws IOException {
        Path one = folder.resolve("one.zip");
        Path two = folder.resolve("two.zip");
        BundleFile.write(SampleBundles.withWeights(SampleBundles.NETWORK), one);
        BundleFile.write(SampleBundles.withWeights(SampleBundles.NETWORK), two);
        assertEquals(-1, Files.mismatch(one, two));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(one, two), files.sorted().toList(), "nothing else is left");
        }
    }

    @Test
    void theManifestIsReadable() {
        BundleZip zip = SampleBundles.zip(SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.FUSED));
        String manifest = new String(zip.entries().get(BundleZip.MANIFEST), StandardCharsets.UTF_8);
        assertTrue(manifest.startsWith("""
                        {
                          "format" : "riffle bundle",
                          "format_version" : 1,
                          "tornadovm_version" : "5.2.0-jdk25",
                        """), manifest.substring(0, 200));
        assertTrue(manifest.contains("\"global\" : [ 1, 32, 2 ]"), manifest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"format_version\" : 1 | \"format_version\" : 2 | format_version is 2, expected 1, the one "
                        + "that this version reads",
                "\"format_version\" : 1 | \"format_version\" : \"1\" | format_version is \"1\", expected a "
                        + "whole number",
                "riffle bundle | riffle kernel library | format is \"riffle kernel library\", expected riffle bundle",
                "\"kernel\" : \"stemConv\" | \"kernel\" : \"conv3d\" | calls[0].kernel is \"conv3d\", expected "
                        + "a kernel that this version has",
                "\"kernel\" : \"stemConv\" | \"kernel\" : \"relu\" | call 0 (conv1, relu): the NDRange is "
                        + "1x32x2, expected 1x1x1",
                "\"specialisation\" : \"none\" | \"specialisation\" : \"14x14\" | kernels[0].specialisation is "
                        + "\"14x14\", expected \"none\"",
                "\"role\" : \"input\" | \"role\" : \"host\" | buffers[0].role is \"host\", expected one of "
                        + "[input, output,",
                "\"role\" : \"input\" | \"role\" : \"output\" | 0 buffers are inputs, expected one or two",
                "\"stride\" : 2 | \"stride\" : 0 | stride is 0, expected at least 1",
                "\"stride\" : 2 | \"stride\" : -2 | calls[1].shape.stride is -2, expected a whole number from 0",
                "\"inHeight\" : 64, | '' | calls[0].shape.inHeight is missing",
                "\"inChannels\" : 3 | \"inChannels\" : 4 | call 0 (conv1, stemConv): inChannels is 4, expected "
                        + "at most 3",
                "\"channelsPerGroup\" : 12 | \"channelsPerGroup\" : 1200 | x reaches element",
                "\"x\" : 0 | \"x\" : 9999 | buffer 9999 is not one of",
                "\"x\" : 0 | \"x\" : 4294967296 | calls[0].buffers.x is 4294967296, expected a whole number",
                "\"global\" : [ 1, | \"global\" : [ 10, | the NDRange is 10x32x2, expected 1x32x2",
                "\"local\" : [ 1, | \"local\" : [ 0, | calls[0].local[0] is 0, expected a whole number from 1",
                "\"local\" : [ 1, 1, 1 ] | \"local\" : [ 1, 1, 2 ] | calls[0].local[2] is 2, expected 1",
                "\"border\" : 0 | \"border\" : 2147483647 | too many elements",
                "\"groups\" : 1 | \"groups\" : 0 | groups is 0, expected a whole number from 1",
                "-cl-mad-enable | -I/etc | build_options is",
                "\"header_bytes\" : 16 | \"header_bytes\" : 24 | calling_convention.array.header_bytes is 24, "
                        + "expected 16",
                "\"plan\" : \"fused\" | \"plan\" : \"fused\", \"more\" : 1 | more is unknown to this version of Riffle",
                "\"plan\" : \"fused\" | \"plan\" : \"fused\", \"plan\" : \"fused\" | is not valid JSON",
                "\"weights\" : null | \"weights\" : \"weights.safetensors\" | weights is "
                        + "\"weights.safetensors\", expected null",
                "\"elements\" : 2 | \"elements\" : 3 | elements is",
            })
    void anEditedManifestIsRefused(String from, String to, String message) throws IOException {
        BundleZip zip = SampleBundles.zip(SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.FUSED));
        String manifest = new String(zip.entries().get(BundleZip.MANIFEST), StandardCharsets.UTF_8);
        assertTrue(manifest.contains(from), manifest);
        UnaryOperator<String> edit = text -> text.replaceFirst(Pattern.quote(from), to);
        assertRefused(SampleBundles.withManifest(zip, edit), message);
    }

    /** JSON has no infinities: those of a clip's bounds are text, and no other text is a number. */
    @Test
    void constantsAreNumbersOrInfinities() throws IOException {
        Network clip = Network.of(new Clip(new Shape(1, 3, 2, 2), Double.NEGATIVE_INFINITY, 6));
        BundleZip zip = SampleBundles.zip(SampleBundles.bundle(clip, PlanKind.FUSED));
        String manifest = new String(zip.entries().get(BundleZip.MANIFEST), StandardCharsets.UTF_8);
        assertTrue(manifest.contains("\"values\" : [ 1.0, 0.0, \"-Infinity\", 6.0 ]"), manifest);
        assertRefused(
                SampleBundles.withManifest(zip, text -> text.replace("\"-Infinity\"", "\"NaN\"")),
                "packing.values[2] is \"NaN\", expected a number");
        assertRefused(
                SampleBundles.withManifest(zip, text -> text.replace("\"-Infinity\", ", "")),
                "has 4 elements, expected 3");
        assertRefused(
                SampleBundles.withManifest(zip, text -> text.replace("\"constants\"", "\"numbers\"")),
                "is \"numbers\", expected filter, bias, scale, response coefficients, whole or constants");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        BundleZip zip = SampleBundles.zip(SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.FUSED));
        byte[] whole = SampleBundles.bytes(zip);
        assertRefused(Arrays.copyOf(whole, whole.length - 1), "is not as Riffle writes it");
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "goes on behind its end");
        assertRefused(Arrays.copyOf(whole, 100), "damaged");
        assertRefused(new byte[0], "holds no manifest.json");
        assertRefused("no zip".getBytes(StandardCharsets.UTF_8), "holds no manifest.json");
        assertRefused(SampleBundles.with(zip, "../../etc/passwd", "x"), "holds ../../etc/passwd, which is neither");
        assertRefused(SampleBundles.with(zip, "kernels/stemConv.cl", "int x;"), "defines no kernel void stemConv");
        assertRefused(
                SampleBundles.with(zip, BundleZip.source(Kernel.SOFTMAX), "__kernel void softmax("), "do not mention");
        zip.entries().remove(BundleZip.source(Kernel.STEM_CONV));
        assertRefused(SampleBundles.bytes(zip), "has no source: kernels/stemConv.cl is missing");
    }

    @Test
    void threeInputsAreRefused() throws IOException {
        BundleZip zip = SampleBundles.zip(SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.FUSED));
        assertRefused(
                SampleBundles.withManifest(zip, text -> text.replace("\"intermediate\"", "\"input\"")),
                "buffers are inputs, expected one or two");
    }

    @Test
    void compressionIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(BundleZip.MANIFEST));
            zip.write(new byte[10_000_000]);
        }
        assertRefused(out.toByteArray(), "manifest.json is compressed, expected a stored entry");
    }

    @Test
    void weightsOfAnotherNetworkAreRefused() {
        Bundle bundle = SampleBundles.withWeights(SampleBundles.NETWORK);
        Network other = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).build();
        Bundle mixed = new Bundle(
                bundle.library(),
                bundle.plan(),
                SampleBundles.withWeights(other).weights());
        Path file = folder.resolve("network.zip");
        String message = assertThrows(IllegalArgumentException.class, () -> BundleFile.write(mixed, file))
                .getMessage();
        assertTrue(message.matches("\\S+ has \\d+ elements, expected \\d+ elements"), message);
        assertTrue(Files.notExists(file));
    }

    @Test
    void aBundleHasTheKernelsOfItsPlanAlone() {
        KernelLibrary all = SampleBundles.library();
        Bundle bundle = new Bundle(all, Planner.plan(SampleBundles.NETWORK, PlanKind.FUSED), Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> BundleFile.write(bundle, folder.resolve("b.zip")));
    }

    @Test
    void faultsOfFilesNameThem() {
        Path missing = folder.resolve("missing.zip");
        assertEquals(
                missing + ": no such file",
                assertThrows(BundleException.class, () -> BundleFile.read(missing))
                        .getMessage());
        assertEquals(
                folder + ": is not a file",
                assertThrows(BundleException.class, () -> BundleFile.readLibrary(folder))
                        .getMessage());
        Path nowhere = folder.resolve("nowhere").resolve("library.zip");
        String message = assertThrows(BundleException.class, () -> BundleFile.write(SampleBundles.library(), nowhere))
                .getMessage();
        assertTrue(message.startsWith(nowhere + ": cannot be written: "), message);
    }

    private void assertRefused(byte[] zip, String expected) throws IOException {
        Path file = folder.resolve("edited.zip");
        Files.write(file, zip);
        String message =
                assertThrows(BundleException.class, () -> BundleFile.read(file)).getMessage();
        assertTrue(message.startsWith(file.toString() + ": "), message);
        assertTrue(message.contains(expected), message);
        assertEquals(1, message.lines().count(), message);
    }
}
