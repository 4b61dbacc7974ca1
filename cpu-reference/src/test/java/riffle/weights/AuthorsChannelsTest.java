package riffle.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.ShuffleNet;
import riffle.network.ShuffleNetStructure;
import riffle.reference.Reference;
import riffle.tensor.Tensor;

class AuthorsChannelsTest {

    private static Network authors(int groups, double scale) {
        return ShuffleNet.build(DialectFiles.spec(Architecture.SHUFFLENET, groups, scale), ShuffleNetStructure.AUTHORS);
    }

    /** Widths of every remainder by 3, and those that the authors released. */
    @ParameterizedTest
    @ValueSource(doubles = {0.25, 0.3, 0.35, 0.5, 1, 1.5, 2})
    void reorderedChannelsGiveTheSameOutput(double scale) {
        NetworkSpec spec = DialectFiles.spec(Architecture.SHUFFLENET, 3, scale);
        Network theirs = authors(3, scale);
        Weights weights = DialectFiles.drawn(theirs);
        Network plain = spec.build();

        Weights reordered = new Weights(AuthorsChannels.toPlain(theirs, weights.tensors())).requireFit(plain, "them");

        List<Tensor> input = List.of(Tensor.random(spec.input(), 5));
        Tensor expected = Reference.run(theirs, weights, input);
        assertArrayEquals(
                expected.data(), Reference.run(plain, reordered, input).data(), 1e-5f);
    }

    @Test
    void eightGroupsKeepTheirOwnStructureWhereTheyMust() {
        for (double scale : new double[] {0.25, 0.5, 1, 1.5, 2}) {
            int stage2 = (int) (384 * scale) / 4;
            assertEquals(stage2 / 8 % 8 == 0 || stage2 / 8 % 8 == 1, AuthorsChannels.arePlain(authors(8, scale)));
        }
        assertFalse(AuthorsChannels.arePlain(authors(8, 1)));
        assertTrue(AuthorsChannels.arePlain(authors(1, 1)));
        assertTrue(AuthorsChannels.arePlain(authors(2, 1)));
    }
}
