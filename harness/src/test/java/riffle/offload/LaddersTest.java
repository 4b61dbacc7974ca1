package riffle.offload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;

class LaddersTest {

    @Test
    void everyOperatorUnitAndNetworkHasStepsOfSizeOrBatch() {
        List<Probe> probes = Ladders.all().stream().flatMap(List::stream).toList();
        assertEquals(probes.size(), new HashSet<>(probes).size(), "each is timed once");
        Set<Representative> operators = probes.stream()
                .map(Probe::operator)
                .filter(operator -> operator != null)
                .collect(Collectors.toSet());
        assertEquals(Set.of(Representative.values()), operators);
        Set<Architecture> networks = probes.stream()
                .filter(probe -> probe.network() != null)
                .map(probe -> probe.network().architecture())
                .collect(Collectors.toSet());
        assertTrue(networks.containsAll(Arrays.stream(Architecture.values())
                .filter(Architecture::isUnit)
                .toList()));
        assertTrue(networks.containsAll(Set.of(Architecture.SHUFFLENET, Architecture.MOBILENET, Architecture.ALEXNET)));
    }

    @Test
    void aClassHasOneRepresentative() {
        List<String> classes = Arrays.stream(Representative.values())
                .map(Representative::operatorClass)
                .toList();
        assertEquals(classes.size(), new HashSet<>(classes).size(), classes::toString);
    }

    /** At other sizes AlexNet is its convolutions alone, which is another network. */
    @Test
    void alexNetHasOneSize() {
        List<Probe> probes = Ladders.network(NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        assertEquals(Set.of("224x224"), probes.stream().map(Probe::size).collect(Collectors.toSet()));
        assertEquals(Set.of(1, 2, 4), probes.stream().map(Probe::images).collect(Collectors.toSet()));
    }

    @Test
    void theNetworkAskedForIsCutAsAsked() {
        NetworkSpec asked = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5)
                .withSize(96, 128)
                .withBatch(3);
        List<Probe> cuts = Ladders.network(asked).stream()
                .filter(probe -> probe.part() != Probe.Portion.WHOLE)
                .toList();
        assertEquals(24, cuts.size());
        assertTrue(cuts.stream().allMatch(probe -> probe.network().equals(asked)));
    }
}
