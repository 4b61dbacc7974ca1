package riffle.bundle;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.PlanKind;
import riffle.network.Network;
import riffle.operator.PointwiseConv;
import riffle.plan.Bounds;
import riffle.tensor.Shape;

/** Mutated files: they are read, or refused by the one exception, and nothing else happens. Seeds are fixed. */
final class BundleFuzzTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private int read;
    private int refused;

    @Test
    void damagedLibraries() throws IOException {
        Path file = folder.resolve("library.zip");
        BundleFile.write(SampleBundles.library(), file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 3000; i++) {
            byte[] damaged = damage(whole, random);
            attempt(() -> BundleFile.readLibrary(damaged, "fuzzed"));
        }
        assertTrue(refused > 2900, read + " were read");
    }

    @Test
    void damagedBundlesWithWeights() throws IOException {
        Path file = folder.resolve("bundle.zip");
        BundleFile.write(SampleBundles.withWeights(smallNetwork()), file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        for (int i = 0; i < 1200; i++) {
            byte[] damaged = damage(whole, random);
            attempt(() -> read(damaged));
        }
        assertTrue(refused > 1100, read + " were read");
    }

    @Test
    void editedManifestsOfSmallBundles() throws IOException {
        edited(SampleBundles.bundle(smallNetwork(), PlanKind.FUSED), 1500, 3);
    }

    @Test
    void editedManifestsOfNetworks() throws IOException {
        edited(SampleBundles.bundle(SampleBundles.NETWORK, PlanKind.FUSED), 100, 4);
    }

    @Test
    void editedWeights() throws IOException {
        Path file = folder.resolve("bundle.zip");
        BundleFile.write(SampleBundles.withWeights(smallNetwork()), file);
        try (TemporaryWeights place = new TemporaryWeights()) {
            BundleZip zip = BundleZip.read("whole", Files.newInputStream(file), Optional.of(place));
            byte[] whole = Files.readAllBytes(place.path());
            Random random = new Random(5);
            for (int i = 0; i < 150; i++) {
                Files.write(place.path(), damage(whole, random));
                byte[] edited = SampleBundles.bytes(zip);
                attempt(() -> read(edited));
            }
        }
        assertTrue(refused > 50 && read > 5, read + " were read"); // other values of weights are no damage
    }

    private void edited(Bundle bundle, int times, int seed) throws IOException {
        BundleZip zip = SampleBundles.zip(bundle);
        JsonNode manifest = JSON.readTree(zip.entries().get(BundleZip.MANIFEST));
        Random random = new Random(seed);
        for (int i = 0; i < times; i++) {
            JsonNode copy = manifest.deepCopy();
            for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
                edit(copy, random);
            }
            byte[] changed = SampleBundles.withManifest(zip, unused -> copy.toString());
            attempt(() -> Bounds.check(read(changed).plan()));
        }
        assertTrue(refused > times / 2, read + " were read");
    }

    private static Bundle read(byte[] zip) {
        try {
            return BundleFile.read("fuzzed", () -> new ByteArrayInputStream(zip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void attempt(Runnable reading) {
        try {
            reading.run();
            read++;
        } catch (BundleException e) {
            refused++;
            assertTrue(e.getMessage().lines().count() == 1 && e.getMessage().length() < 1000, e::getMessage);
        }
    }

    private static Network smallNetwork() {
        return Network.of(new PointwiseConv(new Shape(1, 6, 3, 5), 10, 2, true));
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 100));
            case 1 -> {
                int from = random.nextInt(bytes.length);
                int length = Math.min(1 + random.nextInt(40), bytes.length - from);
                System.arraycopy(whole, random.nextInt(whole.length - length), bytes, from, length);
                bytes[from] ^= 1;
            }
            default -> {
                for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return bytes;
    }

    /** Changes, adds or removes one value somewhere. */
    private static void edit(JsonNode root, Random random) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        JsonNode container = containers.get(random.nextInt(containers.size()));
        if (container instanceof ArrayNode array) {
            int i = random.nextInt(array.size() + 1);
            switch (random.nextInt(4)) {
                case 0 -> array.insert(i, value(random));
                case 1 ->
                    array.insert(
                            i, containers.get(random.nextInt(containers.size())).deepCopy());
                case 2 -> array.remove(i);
                default -> {
                    if (i < array.size()) {
                        array.set(i, nearby(array.get(i), random));
                    }
                }
            }
        } else if (container instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            switch (random.nextInt(4)) {
                case 0 -> object.remove(name);
                case 1 -> object.set(name + "2", value(random));
                default -> object.set(name, nearby(object.get(name), random));
            }
        }
    }

    private static void collect(JsonNode node, List<JsonNode> to) {
        if (node.isContainerNode()) {
            to.add(node);
            node.forEach(child -> collect(child, to));
        }
    }

    private static JsonNode nearby(JsonNode node, Random random) {
        if (node.isIntegralNumber() && random.nextBoolean()) {
            return JsonNodeFactory.instance.numberNode(node.longValue() + random.nextInt(-2, 3));
        }
        return value(random);
    }

    private static JsonNode value(Random random) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(12)) {
            case 0 -> json.numberNode(random.nextInt());
            case 1 -> json.numberNode(Integer.MAX_VALUE - random.nextInt(3));
            case 2 -> json.numberNode(random.nextLong());
            case 3 -> json.numberNode(random.nextInt(70) - 3);
            case 4 -> json.numberNode(new BigInteger(100, random));
            case 5 -> json.numberNode(random.nextGaussian());
            case 6 -> json.nullNode();
            case 7 -> json.textNode(new String(new byte[random.nextInt(2000)], StandardCharsets.UTF_8));
            case 8 -> json.textNode("input");
            case 9 -> json.objectNode();
            case 10 -> json.arrayNode();
            default -> json.booleanNode(random.nextBoolean());
        };
    }
}
