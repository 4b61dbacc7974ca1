package riffle.analysis.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.analysis.row.SyntheticRows.computing;
import static riffle.analysis.row.SyntheticRows.macs;
import static riffle.analysis.row.SyntheticRows.moving;
import static riffle.analysis.row.SyntheticRows.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.analysis.profile.Waterfall.Factor;
import riffle.analysis.profile.Waterfall.FactorKind;
import riffle.analysis.row.SyntheticRows;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;

class WaterfallsTest {

    private static final NetworkSpec NARROW = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
    private static final NetworkSpec WIDE = NetworkSpec.of(Architecture.SHUFFLENET, 3, 2);
    private static final double RATE = 1e7;

    /** Both compute at one rate, and each pass costs 5 ms beside: only dispatch stands between theory and practice. */
    @Test
    void aFixedCostIsAllDispatch() {
        ResultRow narrow = row(NARROW, List.of(computing("pointwise", macs(NARROW), RATE)), 5, 0);
        ResultRow wide = row(WIDE, List.of(computing("pointwise", macs(WIDE), RATE)), 5, 0);
        Waterfall waterfall = Waterfalls.of(narrow, wide, Optional.empty()).orElseThrow();
        double actual = (macs(WIDE) / RATE + 5) / (macs(NARROW) / RATE + 5);
        assertEquals(actual, waterfall.actual(), 1e-9);
        assertEquals(1, factor(waterfall, "pointwise"), 1e-9);
        assertEquals(actual / waterfall.theoretical(), factor(waterfall, "dispatch and host"), 1e-9);
        assertEquals(1, waterfall.remainder(), 1e-9);
    }

    @Test
    void aSlowClassLosesWhatItIsSlower() {
        ResultRow narrow = row(NARROW, List.of(computing("group pointwise", macs(NARROW), RATE / 4)), 0, 0);
        ResultRow wide = row(WIDE, List.of(computing("dense conv", macs(WIDE), RATE)), 0, 0);
        Waterfall waterfall = Waterfalls.of(narrow, wide, Optional.empty()).orElseThrow();
        assertEquals(0.25, factor(waterfall, "group pointwise"), 1e-9);
        assertEquals(1, factor(waterfall, "dense conv"), 1e-9);
        assertEquals(waterfall.theoretical() / 4, waterfall.actual(), 1e-9);
    }

    /** The rate of theory is that of kernels with multiply-adds; what the baseline only moves does not lower it. */
    @Test
    void movingDataIsNoPartOfTheBaselinesRate() {
        ResultRow narrow = row(NARROW, List.of(computing("pointwise", macs(NARROW), RATE)), 0, 0);
        ResultRow wide = row(WIDE, List.of(computing("pointwise", macs(WIDE), RATE), moving("pooling", 9)), 0, 0);
        Waterfall waterfall = Waterfalls.of(narrow, wide, Optional.empty()).orElseThrow();
        assertEquals(1, factor(waterfall, "pointwise"), 1e-9);
        assertEquals(waterfall.actual() / waterfall.theoretical(), factor(waterfall, "data-moving operators"), 1e-9);
    }

    /** Such as the first convolution of two widths of a network: it computes, whatever the difference of the two. */
    @Test
    void aClassOfAsManyMultiplyAddsInBothComputes() {
        double both = 0.2 * macs(NARROW);
        ResultRow narrow = row(
                NARROW,
                List.of(computing("dense conv", both, RATE), computing("pointwise", 0.8 * macs(NARROW), RATE)),
                0,
                0);
        ResultRow wide =
                row(WIDE, List.of(computing("dense conv", both, RATE), computing("pointwise", macs(WIDE), RATE)), 0, 0);
        Waterfall waterfall = Waterfalls.of(narrow, wide, Optional.empty()).orElseThrow();
        assertEquals(1, factor(waterfall, "dense conv"), 1e-6);
        assertEquals(1, factor(waterfall, "data-moving operators"), 1e-6);
    }

    /** Everything at once: the factors and the remainder make the actual speedup, whatever they are. */
    @Test
    void thePartsAddUp() {
        ResultRow narrow = row(
                NARROW,
                List.of(
                        computing("depthwise", 0.1 * macs(NARROW), RATE / 10),
                        computing("group pointwise", 0.9 * macs(NARROW), RATE / 2),
                        moving("pooling", 0.7),
                        moving("add", 0.4)),
                1.5,
                0.3);
        ResultRow wide = row(
                WIDE,
                List.of(
                        computing("depthwise", 0.1 * macs(WIDE), RATE / 8),
                        computing("pointwise", 0.9 * macs(WIDE), RATE)),
                1.2,
                0.2);
        Waterfall waterfall = Waterfalls.of(narrow, wide, Optional.of(0.1)).orElseThrow();
        double product = waterfall.theoretical() * waterfall.remainder();
        for (Factor part : waterfall.parts()) {
            product *= part.factor().value();
        }
        assertEquals(waterfall.actual(), product, 1e-9);
        assertEquals(1, waterfall.remainder(), 1e-6);
        assertEquals(
                List.of(
                        FactorKind.EFFICIENCY,
                        FactorKind.EFFICIENCY,
                        FactorKind.EFFICIENCY,
                        FactorKind.DATA_MOVING,
                        FactorKind.DISPATCH,
                        FactorKind.HOST,
                        FactorKind.TRANSFER),
                waterfall.parts().stream().map(Factor::kind).toList());
        assertTrue(factor(waterfall, "data-moving operators") < 1);
        Factor dispatch = waterfall.parts().get(4);
        assertEquals(4 * 0.1, dispatch.networkMs(), 1e-9);
        assertEquals(2 * 0.1, dispatch.baselineMs(), 1e-9);
        assertTrue(dispatch.factor().interval().isPresent());
    }

    @Test
    void everyComparedPairHasOne() {
        ResultRow narrow = row(NARROW, List.of(computing("pointwise", macs(NARROW), RATE)), 5, 0);
        ResultRow wide = row(WIDE, List.of(computing("pointwise", macs(WIDE), RATE)), 5, 0);
        List<Waterfall> waterfalls = Waterfalls.of(SyntheticRows.run(narrow, wide));
        assertEquals(1, waterfalls.size());
        assertEquals(WIDE, waterfalls.getFirst().baseline());
    }

    private static double factor(Waterfall waterfall, String name) {
        return waterfall.parts().stream()
                .filter(part -> part.name().equals(name))
                .findFirst()
                .orElseThrow()
                .factor()
                .value();
    }
}
