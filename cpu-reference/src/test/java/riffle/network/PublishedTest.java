package riffle.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PublishedTest {

    static List<Published> all() {
        return PaperTables.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void ourCountRoundsToThePublishedNumberOrTheReasonIsGiven(Published published) {
        assertEquals(
                millions(published.counted()) != published.mmacs(),
                published.reason().isPresent(),
                () -> "Table " + published.table() + ", " + published.network().title() + ": counted "
                        + published.counted());
    }

    @ParameterizedTest
    @CsvSource({"1, 143", "2, 140", "3, 137", "4, 133", "8, 137"})
    void table1CountsConvolutionsAlone(int groups, int mmacs) {
        NetworkSpec spec = NetworkSpec.of(Architecture.SHUFFLENET, groups, 1);
        assertEquals(mmacs, millions(Complexity.of(spec).macsConv()));
        assertEquals(mmacs, Published.of(spec).orElseThrow().mmacs());
        assertEquals(1, Published.of(spec).orElseThrow().table());
        assertEquals(
                "convolutions alone",
                Published.of(spec).orElseThrow().counting().label());
    }

    @Test
    void table2HasThreeScalesOfWhichTheNarrowTwoAreMetAtThreeGroups() {
        assertEquals(15, Published.table(2).size());
        assertEquals(38, millions(total(Architecture.SHUFFLENET, 0.5)));
        assertEquals(13, millions(total(Architecture.SHUFFLENET, 0.25)));
        assertEquals(137, millions(total(Architecture.SHUFFLENET, 1)));
    }

    @Test
    void table8CountsFullyConnectedLayersToo() {
        assertEquals(38, millions(total(Architecture.SHUFFLENET, 0.5)));
        assertEquals(524, millions(total(Architecture.SHUFFLENET, 2)));
        assertEquals(569, millions(total(Architecture.MOBILENET, 1)));
        assertEquals(720, total(Architecture.ALEXNET, 1) / 1_000_000);
        assertEquals(
                List.of(38, 140, 524, 720, 569),
                Published.table(8).stream().map(Published::mmacs).toList());
    }

    @Test
    void table8HasATimeForEachNetworkAtThreeSizes() {
        for (Published published : Published.table(8)) {
            assertEquals(3, published.times().size());
            double small = published.millisecondsAt(224, 224).orElseThrow();
            double large = published.millisecondsAt(720, 1280).orElseThrow();
            assertTrue(large > 16 * small && large < 21 * small, () -> published.network() + ": " + published.times());
        }
        assertEquals(Optional.empty(), Published.table(8).getFirst().millisecondsAt(227, 227));
    }

    @Test
    void nothingIsPublishedForOtherSizesWidthsOrParts() {
        NetworkSpec spec = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1);
        assertFalse(Published.of(spec.withSize(227, 227)).isPresent());
        assertFalse(
                Published.of(NetworkSpec.of(Architecture.SHUFFLENET, 8, 1.5)).isPresent());
        assertFalse(Published.of(NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1))
                .isPresent());
        assertTrue(Published.of(NetworkSpec.of(Architecture.ALEXNET, 3, 1)).isPresent());
        assertTrue(Published.of(spec.withBatch(8)).isPresent());
    }

    private static long total(Architecture architecture, double scale) {
        return Complexity.of(NetworkSpec.of(architecture, 3, scale)).macsTotal();
    }

    private static long millions(long macs) {
        return Math.round(macs / 1e6);
    }
}
