package riffle.offload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

class NetworkCutTest {

    private static List<String> names(Network network, List<Integer> places) {
        return places.stream().map(place -> network.nodes().get(place).name()).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Architecture.class,
            names = {"SHUFFLENET", "MOBILENET", "ALEXNET_CONVOLUTIONS"})
    void headAndTailTogetherAreTheNetwork(Architecture architecture) {
        Network network = new NetworkSpec(architecture, 3, 0.25, 1, 67, 67, 10).build();
        Weights weights = SeededWeights.draw(network, 1);
        Tensor input = Tensor.random(network.input(), 2);
        float[] expected = Reference.run(network, weights, List.of(input)).data();
        for (int cut : NetworkCut.places(network, 3)) {
            Tensor between = Reference.run(NetworkCut.head(network, cut), weights, List.of(input));
            Tensor output = Reference.run(NetworkCut.tail(network, cut), weights, List.of(between));
            assertArrayEquals(expected, output.data());
        }
    }

    /** Inside a unit the shortcut would have to cross too. */
    @Test
    void shuffleNetIsCutBetweenUnitsAlone() {
        Network network = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).build();
        List<String> names = names(network, NetworkCut.places(network, 100));
        assertEquals(List.of("relu1", "maxpool", "stage2.0.relu", "stage2.1.add"), names.subList(0, 4));
        assertEquals(2 + 16 + 1, names.size());
        assertTrue(names.contains("globalpool"), names::toString);
    }

    @Test
    void manyPlacesAreThinnedAndKeepTheEnds() {
        Network network = NetworkSpec.of(Architecture.MOBILENET, 1, 1).build();
        List<Integer> all = NetworkCut.places(network, 100);
        List<Integer> few = NetworkCut.places(network, 5);
        assertEquals(5, few.size());
        assertEquals(all.getFirst(), few.getFirst());
        assertEquals(all.getLast(), few.getLast());
    }
}
