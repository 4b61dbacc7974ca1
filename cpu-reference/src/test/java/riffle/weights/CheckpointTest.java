package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.reference.Reference;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;

class CheckpointTest {

    private static final Shape IMAGE = new Shape(1, 3, 64, 64);
    private static final Naming PLAIN = DialectFiles.plain(Architecture.SHUFFLENET);

    @TempDir
    private Path folder;

    static Stream<Arguments> networks() {
        Stream<Arguments> others = Stream.of(
                arguments(ShuffleNetNames.authors(), 3, 0.5),
                arguments(ShuffleNetNames.authors(), 8, 0.5),
                arguments(ShuffleNetNames.listing1(), 1, 1.0),
                arguments(ShuffleNetNames.listing1(), 2, 1.0),
                arguments(ShuffleNetNames.listing1(), 3, 1.0),
                arguments(ShuffleNetNames.listing1(), 3, 0.5),
                arguments(DialectFiles.plain(Architecture.MOBILENET), 1, 0.25),
                arguments(DialectFiles.plain(Architecture.MOBILENET), 1, 0.7));
        Stream<Arguments> plain = Stream.of(1, 2, 3, 4, 8)
                .flatMap(groups -> Stream.of(0.25, 0.5).map(scale -> arguments(PLAIN, groups, scale)));
        Stream<Arguments> listing2 =
                Stream.of(1, 2, 3, 4, 8).map(groups -> arguments(ShuffleNetNames.listing2(), groups, 1.0));
        Stream<Arguments> modules = Stream.of(
                arguments(modules(Architecture.SHUFFLENET_V2), 1, 0.5),
                arguments(modules(Architecture.MOBILENET_V2), 1, 0.35),
                arguments(modules(Architecture.MOBILENET_V3_LARGE), 1, 0.75),
                arguments(modules(Architecture.MOBILENET_V3_SMALL), 1, 1.0),
                arguments(modules(Architecture.SQUEEZENET), 1, 1.0));
        return Stream.of(plain, listing2, others, modules).flatMap(arguments -> arguments);
    }

    /** Names that are the nodes' own. */
    private static Naming modules(Architecture family) {
        return Naming.of(Dialect.TORCHVISION, family, UnaryOperator.identity());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everythingIsSeenFromTheFile(Naming naming, int groups, double scale) {
        NetworkSpec spec = DialectFiles.spec(naming.architecture(), groups, scale);
        Path file = DialectFiles.write(folder, DialectFiles.tensors(naming, spec));

        Checkpoint checkpoint = Checkpoint.read(file, Asked.NOTHING, IMAGE);

        assertEquals(naming.dialect(), checkpoint.dialect());
        assertEquals(spec, checkpoint.spec());
        Network own = naming.build(spec);
        List<Tensor> input = List.of(Tensor.random(IMAGE, 3));
        assertArrayEquals(
                Reference.run(own, DialectFiles.drawn(own), input).data(),
                Reference.run(checkpoint.network(), checkpoint.weights(), input).data(),
                1e-5f);
    }

    /** As a bundle keeps weights: by Riffle's names, and with a word on whose they had been. */
    @ParameterizedTest
    @MethodSource("networks")
    void renamedWeightsAreOfTheSameNetwork(Naming naming, int groups, double scale) {
        NetworkSpec spec = DialectFiles.spec(naming.architecture(), groups, scale);
        Checkpoint first =
                Checkpoint.read(DialectFiles.write(folder, DialectFiles.tensors(naming, spec)), Asked.NOTHING, IMAGE);
        Path renamed = folder.resolve("renamed.safetensors");
        Weights held = first.weights();
        SafeTensors.write(renamed, held.dialect().metadata(), held.tensors());

        Checkpoint second = Checkpoint.read(renamed, Asked.NOTHING, IMAGE);

        assertEquals(naming.dialect(), second.dialect());
        assertEquals(naming.dialect(), second.weights().dialect());
        assertEquals(first.spec(), second.spec());
        assertEquals(first.network(), second.network());
        List<Tensor> input = List.of(Tensor.random(IMAGE, 3));
        assertArrayEquals(
                Reference.run(first.network(), held, input).data(),
                Reference.run(second.network(), second.weights(), input).data());
    }

    @Test
    void aDialectThatIsNoneIsRefused() {
        Path file = folder.resolve("renamed.safetensors");
        SafeTensors.write(
                file,
                Map.of("riffle.dialect", "klingon"),
                DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25)));
        assertTrue(refusal(file, Asked.NOTHING)
                .contains(": metadata riffle.dialect is klingon, expected one of [plain, authors,"));
    }

    @Test
    void weightsThatNoTrainingLeavesAreNamedAsTheFileDoes() {
        Naming naming = ShuffleNetNames.authors();
        Map<String, NamedTensor> tensors =
                DialectFiles.tensors(naming, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.5));
        tensors.get("features.3.branch_main_1.4.running_var").data()[5] = -1e-9f;
        tensors.get("features.4.branch_main_2.0.weight").data()[7] = Float.POSITIVE_INFINITY;

        assertEquals(
                folder.resolve("trained.safetensors")
                        + ": tensor features.3.branch_main_1.4.running_var has 1 value below zero among 30, the first"
                        + " -1.0E-9 at element 5; and so has 1 more tensor",
                refusal(tensors));
    }

    @Test
    void sizeAndBatchAreTheInputs() {
        Path file = DialectFiles.write(
                folder, DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25)));

        NetworkSpec spec =
                Checkpoint.read(file, Asked.NOTHING, new Shape(2, 3, 96, 128)).spec();

        assertEquals(new Shape(2, 3, 96, 128), spec.input());
    }

    /** As AvgPool2d(7) and the classifier do it in the authors' code: the first 7x7 of a last map of 8x8. */
    @Test
    void theAuthorsMeanIsOfTheFirstSevenRowsAndColumns() {
        NetworkSpec spec = DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25);
        Path file = DialectFiles.write(folder, DialectFiles.tensors(ShuffleNetNames.authors(), spec));
        Shape large = new Shape(1, 3, 225, 231);
        Checkpoint checkpoint = Checkpoint.read(file, Asked.NOTHING, large);
        List<Node> nodes = checkpoint.network().nodes();
        Network body =
                new Network("up to the pool", List.of(large), nodes.subList(0, nodes.size() - 2), Optional.empty());
        List<Tensor> image = List.of(Tensor.random(large, 3));

        Tensor map = Reference.run(body, checkpoint.weights(), image);
        Tensor found = Reference.run(checkpoint.network(), checkpoint.weights(), image);

        assertEquals(8, map.shape().h());
        float[] classifier = checkpoint.weights().tensors().get("fc.weight").data();
        int channels = map.shape().c();
        for (int category = 0; category < spec.classes(); category++) {
            double logit = 0;
            for (int c = 0; c < channels; c++) {
                double sum = 0;
                for (int pixel = 0; pixel < 49; pixel++) {
                    sum += map.get(0, c, pixel / 7, pixel % 7);
                }
                logit += classifier[category * channels + c] * sum / 49;
            }
            assertEquals(logit, found.data()[category], 1e-4);
        }
    }

    @Test
    void listing1CannotBeBuiltForFourAndEightGroups() {
        for (int groups : new int[] {4, 8}) {
            Map<String, NamedTensor> tensors = new HashMap<>();
            DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, groups, 1))
                    .forEach((name, tensor) -> tensors.put(
                            name.startsWith("fc.")
                                    ? name
                                    : ShuffleNetNames.listing1().inFile(name),
                            tensor));
            String message = refusal(tensors);
            assertTrue(message.contains("which does not divide into " + groups + " groups"), message);
            assertTrue(message.contains("listing 1: a branch of"), message);

            // without the tensors that tell the groups, no number of them is to blame
            tensors.remove("stage2.1.conv1.0.weight");
            tensors.remove("stage2.1.conv3.0.weight");
            String untold = refusal(tensors);
            assertTrue(untold.contains("its first and last widths are those of no shufflenet"), untold);
        }
    }

    @Test
    void whatIsAskedForMustBeThere() {
        Path file = DialectFiles.write(
                folder, DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25)));

        assertTrue(refusal(file, new Asked(Optional.empty(), OptionalInt.of(8), OptionalDouble.empty()))
                .contains("holds weights of ShuffleNet 0.25x (g = 3), not of --groups 8"));
        assertTrue(refusal(file, new Asked(Optional.empty(), OptionalInt.empty(), OptionalDouble.of(0.5)))
                .contains("holds weights of ShuffleNet 0.25x (g = 3), not of --scale 0.5"));
        assertTrue(
                refusal(file, new Asked(Optional.of(Architecture.ALEXNET), OptionalInt.empty(), OptionalDouble.empty()))
                        .contains("holds weights of shufflenet, not of --network alexnet"));
        Asked sameWidths = new Asked(Optional.of(Architecture.SHUFFLENET), OptionalInt.of(3), OptionalDouble.of(0.24));
        assertEquals(0.24, Checkpoint.read(file, sameWidths, IMAGE).spec().scale());
    }

    @Test
    void offendersAreNamedAsTheFileDoes() {
        Naming naming = ShuffleNetNames.listing2();
        Map<String, NamedTensor> tensors =
                DialectFiles.tensors(naming, DialectFiles.spec(Architecture.SHUFFLENET, 3, 1));
        tensors.remove("stage3.ShuffleUnit_Stage3_2.depthwise_conv3x3.bias");
        tensors.put("stage2.ShuffleUnit_Stage2_1.g_conv_1x1_expand.conv1x1.weight", tensor(240, 60, 1, 1));
        tensors.put("optimizer.lr", tensor(1));

        String message = refusal(tensors);

        assertTrue(
                message.startsWith(folder.resolve("trained.safetensors") + ": does not hold the weights of"), message);
        assertTrue(message.contains("ShuffleNet 1x (g = 3) of listing 2"), message);
        assertTrue(message.contains("stage3.ShuffleUnit_Stage3_2.depthwise_conv3x3.bias is missing, expected [120]"));
        assertTrue(message.contains("g_conv_1x1_expand.conv1x1.weight is [240, 60, 1, 1], expected [240, 20, 1, 1]"));
        assertTrue(message.contains("optimizer.lr is not a parameter of it, found [1]"), message);
        assertFalse(message.contains("\n"), message);
    }

    /** Above all those that tell the widths: each is told by several. */
    @Test
    void eachMissingTensorIsNamed() {
        Map<String, NamedTensor> whole =
                DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 8, 0.25));
        List<String> missing = List.of(
                "conv1.weight",
                "stage2.0.conv1.weight",
                "stage2.1.conv1.weight",
                "stage2.1.conv3.weight",
                "stage3.1.conv3.weight",
                "fc.weight",
                "fc.bias",
                "stage4.3.bn2.running_var");
        for (String name : missing) {
            Map<String, NamedTensor> tensors = new HashMap<>(whole);
            tensors.remove(name);
            String message = refusal(tensors);
            assertTrue(message.contains("ShuffleNet 0.25x (g = 8)"), message);
            assertTrue(message.contains(": " + name + " is missing, expected "), message);
        }
    }

    /** Three tensors tell the width of the second stage: each of them alone is enough. */
    @ParameterizedTest
    @CsvSource({
        "stage2.1.conv3.weight, stage3.1.conv3.weight",
        "stage2.1.conv3.weight, fc.weight",
        "stage3.1.conv3.weight, fc.weight"
    })
    void ofTwoThatTellTheSameWidthBothAreNamed(String one, String other) {
        Map<String, NamedTensor> tensors =
                DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 8, 0.25));
        tensors.remove(one);
        tensors.remove(other);
        String message = refusal(tensors);
        assertTrue(message.contains("ShuffleNet 0.25x (g = 8)"), message);
        assertTrue(message.contains(one + " is missing") && message.contains(other + " is missing"), message);
    }

    @Test
    void aTensorOfTooFewDimensionsIsNamed() {
        Map<String, NamedTensor> tensors =
                DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25));
        tensors.put("fc.weight", tensor(10));
        String message = refusal(tensors);
        assertTrue(message.contains("fc.weight is [10], expected [10, 240]"), message);
    }

    @Test
    void alexNetIsSeenFromTheFileWithItsLastLayersAndWithout() {
        Map<String, NamedTensor> convolutions = new HashMap<>(Map.of(
                "conv1.weight", tensor(96, 3, 11, 11),
                "conv2.weight", tensor(256, 48, 5, 5),
                "conv3.weight", tensor(384, 256, 3, 3),
                "conv4.weight", tensor(384, 192, 3, 3),
                "conv5.weight", tensor(256, 192, 3, 3)));
        String four = refusal(convolutions);
        assertTrue(
                four.contains("does not hold the weights of AlexNet (convolutions only): conv1.bias is missing"), four);
        convolutions.put("fc6.bias", tensor(4096));
        String whole = refusal(convolutions);
        assertTrue(whole.contains("does not hold the weights of AlexNet: conv1.bias is missing"), whole);
    }

    @Test
    void widthsOfNoScaleAreSaid() {
        Map<String, NamedTensor> tensors =
                new HashMap<>(DialectFiles.tensors(PLAIN, DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25)));
        for (String name : List.of("conv1.weight", "stage2.0.conv1.weight", "fc.weight", "stage2.1.conv3.weight")) {
            tensors.remove(name);
        }
        tensors.remove("stage3.1.conv3.weight");
        tensors.put("conv1.weight", tensor(7, 3, 3, 3));
        String message = refusal(tensors);
        assertTrue(
                message.contains(": its first and last widths are those of no shufflenet of dialect plain;"
                        + " conv1.weight is [7, 3, 3, 3], stage2.1.conv1.weight is ["),
                message);
        assertTrue(message.contains("], stage2.1.conv3.weight is missing, fc.weight is missing"), message);
    }

    @Test
    void aScaleThatNobodyGuessesIsTakenWhereItIsAskedFor() {
        NetworkSpec spec = DialectFiles.spec(Architecture.MOBILENET_V2, 1, 0.63);
        Path file = DialectFiles.write(folder, DialectFiles.tensors(modules(Architecture.MOBILENET_V2), spec));
        Asked asked = new Asked(Optional.empty(), OptionalInt.empty(), OptionalDouble.of(0.63));
        assertEquals(spec, Checkpoint.read(file, asked, IMAGE).spec());
        assertTrue(refusal(file, Asked.NOTHING)
                .contains("weights of 0.65 MobileNet v2: features.17.conv.2.weight is [200"));
    }

    static Stream<Arguments> strangers() {
        return Stream.of(
                arguments(Map.of("encoder.conv1.weight", tensor(1)), "of no network that Riffle knows"),
                arguments(Map.of(), "names such as none at all"),
                arguments(Map.of("features.0.branch_main.0.weight", tensor(1)), "ShuffleNet v2's authors"),
                arguments(Map.of("features.1.conv.0.0.weight", tensor(1)), "weights of 1.0 MobileNet v2: "),
                arguments(
                        Map.of("layer1.2.conv1.weight", tensor(64, 64, 3, 3)),
                        "layer1.2.conv1.weight is not a parameter of it"),
                arguments(Map.of("features.0.0.weight", tensor(32, 3, 3, 3)), "it has 1 numbered blocks"),
                arguments(Map.of("features.0.weight", tensor(64, 3, 3, 3)), "it has 1 numbered convolutions"));
    }

    @ParameterizedTest
    @MethodSource("strangers")
    void otherNetworksAreRefusedWithTheReason(Map<String, NamedTensor> tensors, String reason) {
        String message = refusal(tensors);
        assertTrue(message.contains(reason), message);
    }

    private static NamedTensor tensor(Integer... dimensions) {
        int elements = 1;
        for (int dimension : dimensions) {
            elements *= dimension;
        }
        return new NamedTensor(List.of(dimensions), new float[elements]);
    }

    private String refusal(Map<String, NamedTensor> tensors) {
        return refusal(DialectFiles.write(folder, tensors), Asked.NOTHING);
    }

    private static String refusal(Path file, Asked asked) {
        return assertThrows(WeightsException.class, () -> Checkpoint.read(file, asked, IMAGE))
                .getMessage();
    }

    /** Whole files with a few damaged bytes in their headers: the network, or the one exception, and nothing else. */
    @Test
    void damageNeverEscapes() throws IOException {
        byte[] whole = Files.readAllBytes(DialectFiles.write(
                folder,
                DialectFiles.tensors(ShuffleNetNames.authors(), DialectFiles.spec(Architecture.SHUFFLENET, 3, 0.25))));
        int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        Random random = new Random(8);
        String letters = "0123456789[],\".{}abm";
        for (int i = 0; i < 150; i++) {
            byte[] damaged = whole.clone();
            for (int j = 0; j <= i % 3; j++) {
                damaged[8 + random.nextInt(header)] = (byte) letters.charAt(random.nextInt(letters.length()));
            }
            Path file = Files.write(folder.resolve("damaged.safetensors"), damaged);
            try {
                assertEquals(
                        3, Checkpoint.read(file, Asked.NOTHING, IMAGE).spec().groups());
            } catch (WeightsException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
            }
        }
    }
}
