package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;

class TorchvisionNamesTest {

    private static final List<String> IN_ONE = List.of("0", "1", "3", "4");
    private static final List<String> IN_TWO = List.of("0.0", "0.1", "1.0", "1.1");

    @ParameterizedTest
    @CsvSource({
        "model, fc, false",
        "features, classifier, false",
        "features, classifier.1, false",
        "features, classifier.1, true",
    })
    void numberedMobileNetsAreRecognised(String body, String classifier, boolean sequences)
            throws UnknownNetworkException {
        NetworkSpec spec = DialectFiles.spec(Architecture.MOBILENET, 1, 0.25);
        Network network = spec.build();
        List<String> layers = sequences ? IN_TWO : IN_ONE;
        Map<String, NamedTensor> tensors = new HashMap<>();
        DialectFiles.drawn(network).tensors().forEach((name, tensor) -> {
            String renamed = name.replaceFirst("^conv1\\.", body + ".0.0.")
                    .replaceFirst("^bn1\\.", body + ".0.1.")
                    .replaceFirst("^fc\\.", classifier + ".");
            for (int block = 0; block < 13; block++) {
                for (int i = 0; i < 4; i++) {
                    String own = "blocks." + block + "." + IN_ONE.get(i) + ".";
                    if (name.startsWith(own)) {
                        renamed = body + "." + (block + 1) + "." + layers.get(i) + "." + name.substring(own.length());
                    }
                }
            }
            tensors.put(renamed, tensor);
        });

        Naming naming = Recogniser.recognise(tensors);

        assertEquals(Architecture.MOBILENET, naming.architecture());
        assertEquals(Dialect.TORCHVISION, naming.dialect());
        assertTrue(Misfits.between(naming.parameters(network), tensors).isEmpty());
    }

    /** Eleven million zeros: what they compute is not looked at. */
    @Test
    void resNetIsSeenFromItsNamesAndItsClassesFromTheLastLayer() throws UnknownNetworkException {
        NetworkSpec spec = new NetworkSpec(Architecture.RESNET_18, 1, 1, 1, 224, 224, 10);
        Map<String, NamedTensor> tensors = new HashMap<>();
        spec.build()
                .parameters()
                .forEach((name, parameter) ->
                        tensors.put(name, new NamedTensor(parameter.dimensions(), new float[parameter.elements()])));

        Naming naming = Recogniser.recognise(tensors);

        assertEquals(Dialect.TORCHVISION, naming.dialect());
        assertEquals(
                spec,
                Inference.of(Path.of("resnet.safetensors"), naming, tensors).spec(Asked.NOTHING));
    }

    private static Map<String, NamedTensor> alexNet(int filters, int... places) {
        Map<String, NamedTensor> tensors = new HashMap<>();
        for (int place : places) {
            tensors.put("features." + place + ".weight", new NamedTensor(List.of(filters, 0), new float[0]));
        }
        for (int place : new int[] {1, 4, 6}) {
            tensors.put("classifier." + place + ".weight", new NamedTensor(List.of(0), new float[0]));
        }
        return tensors;
    }

    @Test
    void twoGroupAlexNetIsRecognised() throws UnknownNetworkException {
        Naming naming = Recogniser.recognise(alexNet(96, 0, 4, 8, 10, 12));

        assertEquals(Architecture.ALEXNET, naming.architecture());
        assertEquals("features.8.weight", naming.inFile("conv3.weight"));
        assertEquals("classifier.6.bias", naming.inFile("fc8.bias"));
    }

    @Test
    void torchvisionsAlexNetIsRefusedWithTheReason() {
        assertRefused(alexNet(64, 0, 3, 6, 8, 10), "64 filters, no groups, no response normalisation");
        assertRefused(alexNet(96, 0, 3, 6, 8, 10), "convolutions 1 and 2 are 3 places apart in features, expected 4");
    }

    @Test
    void numbersBeyondEveryNetworkAreCutNotOverflown() {
        NamedTensor empty = new NamedTensor(List.of(0), new float[0]);
        assertRefused(Map.of("features.123456.0.weight", empty), "it has 123457 numbered blocks");
        assertRefused(Map.of("features.1234567.0.weight", empty), "it has 1000000 numbered blocks");
        assertRefused(Map.of("features.99999999999.0.weight", empty), "it has 1000000 numbered blocks");
    }

    private static void assertRefused(Map<String, NamedTensor> tensors, String reason) {
        String message = assertThrows(UnknownNetworkException.class, () -> Recogniser.recognise(tensors))
                .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
