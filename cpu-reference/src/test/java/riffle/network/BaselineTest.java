package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a family's constant says of it to measurements and reports. */
class BaselineTest {

    private static final NetworkSpec SHUFFLENET = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1);

    @Test
    void baselinesComeByKind() {
        assertEquals(
                List.of(
                        Architecture.ALEXNET,
                        Architecture.ALEXNET_CONVOLUTIONS,
                        Architecture.MOBILENET,
                        Architecture.SHUFFLENET),
                Architecture.baselines());
        assertEquals(
                List.of(Architecture.ALEXNET, Architecture.MOBILENET),
                Architecture.baselines(Baseline.RIVAL, Baseline.HEADLINE));
        for (Architecture family : Architecture.values()) {
            assertEquals(family.baseline() == Baseline.NONE, family.asBaseline().isEmpty(), family::label);
        }
    }

    @Test
    void everyNetworkIsComparedWithTheBaselinesAndWithItself() {
        for (Architecture family : Architecture.baselines(Baseline.HEADLINE, Baseline.PART, Baseline.RIVAL)) {
            NetworkSpec baseline = NetworkSpec.of(family, 1, 1);
            assertTrue(baseline.isBaselineOf(SHUFFLENET), family::label);
            assertTrue(baseline.isBaselineOf(baseline), family::label);
        }
        assertFalse(NetworkSpec.of(Architecture.UNIT_B, 3, 1).isBaselineOf(SHUFFLENET));
    }

    @Test
    void aShuffleNetIsComparedWithWiderOnesOfItsGroups() {
        NetworkSpec wider = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2);
        assertTrue(wider.isBaselineOf(SHUFFLENET));
        assertFalse(SHUFFLENET.isBaselineOf(wider));
        assertFalse(SHUFFLENET.isBaselineOf(SHUFFLENET));
        assertFalse(NetworkSpec.of(Architecture.SHUFFLENET, 4, 2).isBaselineOf(SHUFFLENET));
        assertFalse(wider.isBaselineOf(NetworkSpec.of(Architecture.MOBILENET, 3, 1)));
    }

    @Test
    void aPartKnowsItsWhole() {
        assertEquals(Optional.of(Architecture.ALEXNET), Architecture.ALEXNET_CONVOLUTIONS.whole());
        assertEquals(Optional.empty(), Architecture.ALEXNET.whole());
        assertTrue(Architecture.ALEXNET.hasPart());
        assertFalse(Architecture.MOBILENET.hasPart());
    }

    /** Of AlexNet, whose fully connected layers take seconds, its convolutions stand for it. */
    @Test
    void everyFamilyButOneHasSmallNetworksToVerify() {
        for (Architecture family : Architecture.named()) {
            assertEquals(family == Architecture.ALEXNET, family.small().isEmpty(), family::label);
            for (NetworkSpec small : family.small()) {
                assertEquals(family, small.architecture());
                assertTrue(Complexity.of(small).macsTotal() < 200_000_000, small::title);
            }
        }
    }

    @Test
    void aChoiceOfGroupsHasWords() {
        for (Architecture family : Architecture.values()) {
            assertEquals(family.hasGroups(), !family.groupsInWords().isEmpty(), family::label);
        }
        assertTrue(Architecture.RESNEXT_UNIT.hasGroups());
        assertFalse(Architecture.ALEXNET.hasGroups());
        assertEquals("ShuffleNet", Architecture.SHUFFLENET.title());
    }
}
