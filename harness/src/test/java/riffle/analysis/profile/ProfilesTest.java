package riffle.analysis.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.analysis.row.SyntheticRows.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.analysis.row.SyntheticRows;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;

/** What classes of operators compute, move and take, and section 3.2's sentence. */
class ProfilesTest {

    private static final NetworkSpec SHUFFLENET = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1);
    private static final NetworkSpec MOBILENET = NetworkSpec.of(Architecture.MOBILENET, 1, 1);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);

    private static final ResultRow ROW = row(
            SHUFFLENET,
            List.of(
                    new OperatorTime("a", "group pointwise", 60_000_000, 2_000_000, 3.0),
                    new OperatorTime("b", "group pointwise", 30_000_000, 1_000_000, 2.0),
                    new OperatorTime("c", "depthwise", 10_000_000, 5_000_000, 4.0),
                    new OperatorTime("d", "add", 0, 12_000_000, 1.0)),
            1,
            0);

    @Test
    void sharesAndRatesByClass() {
        ClassProfile profile = Profiles.of(ROW, Optional.of(60.0));
        assertEquals(
                List.of("group pointwise", "depthwise", "add"),
                profile.classes().stream()
                        .map(ClassProfile.Share::operatorClass)
                        .toList());
        ClassProfile.Share group = profile.classes().getFirst();
        assertEquals(2, group.launches());
        assertEquals(0.9, group.macsShare(), 1e-12);
        assertEquals(0.15, group.bytesShare(), 1e-12);
        assertEquals(0.5, group.timeShare(), 1e-12);
        assertEquals(36, group.gflops(), 1e-9); // 180 MFLOP in 5 ms
        assertEquals(0.6, group.peakShare().orElseThrow(), 1e-12);
        assertEquals(0.6, group.gbs(), 1e-12);
        assertEquals(60, group.intensity(), 1e-12);
    }

    /** Depthwise runs at 5 GFLOP/s with 4 FLOP/B, the group convolutions at 36 with 60. */
    @Test
    void depthwiseIsWorseThanGroupConvolutionHere() {
        ResultRow alexNet =
                row(ALEXNET, List.of(new OperatorTime("conv2", "group conv", 200_000_000, 4_000_000, 100.0)), 1, 0);
        DepthwiseVerdict verdict =
                DepthwiseVerdicts.of(SyntheticRows.run(ROW, alexNet)).getFirst();
        assertEquals(SHUFFLENET, verdict.network());
        DepthwiseVerdict.Against groupConvolution = verdict.against().getFirst();
        assertEquals("group conv", groupConvolution.operatorClass());
        assertEquals(ALEXNET, groupConvolution.of());
        assertEquals(1.25, groupConvolution.rate().value(), 1e-9); // 5 GFLOP/s over 4
        assertFalse(groupConvolution.worse());
        DepthwiseVerdict.Against pointwise = verdict.against().getLast();
        assertEquals("group pointwise", pointwise.operatorClass());
        assertEquals(5.0 / 36, pointwise.rate().value(), 1e-9);
        assertEquals(4.0 / 60, pointwise.intensity(), 1e-9);
        assertEquals(0.4 / 0.1 / (0.5 / 0.9), pointwise.timePerMac(), 1e-9);
        assertTrue(pointwise.worse());
        assertEquals("add", verdict.mostBytes().getFirst().operatorClass());
    }

    @Test
    void mostTimeComesFirst() {
        ResultRow slowLast = row(
                SHUFFLENET,
                List.of(
                        new OperatorTime("a", "add", 0, 1000, 1.0),
                        new OperatorTime("b", "depthwise", 1000, 1000, 3.0),
                        new OperatorTime("c", "pooling", 0, 1000, 2.0)),
                1,
                0);
        assertEquals(
                List.of("depthwise", "pooling", "add"),
                Profiles.of(slowLast, Optional.empty()).classes().stream()
                        .map(ClassProfile.Share::operatorClass)
                        .toList());
    }

    /** Of the networks that have a class, the one with the most of it. */
    @Test
    void aClassThatTheNetworkLacksIsTakenFromTheRichest() {
        ResultRow alexNet =
                row(ALEXNET, List.of(new OperatorTime("conv2", "group conv", 200_000_000, 4_000_000, 100.0)), 1, 0);
        ResultRow mobileNet =
                row(MOBILENET, List.of(new OperatorTime("conv2", "group conv", 300_000_000, 4_000_000, 100.0)), 1, 0);
        assertEquals(
                MOBILENET,
                DepthwiseVerdicts.of(SyntheticRows.run(ROW, alexNet, mobileNet))
                        .getFirst()
                        .against()
                        .getFirst()
                        .of());
    }

    /** As fast, as rich in operations, or with as large a share of the time as of the work: each alone is enough. */
    @Test
    void whatIsNoWorseInOneRespectIsNotWorse() {
        assertFalse(worse(10, new OperatorTime("conv", "group conv", 10_000_000, 1_000_000, 4.0)));
        assertFalse(worse(10, new OperatorTime("conv", "group conv", 10_000_000, 5_000_000, 1.0)));
        assertFalse(worse(0, new OperatorTime("conv", "group conv", 10_000_000, 1_000_000, 1.0)));
        assertTrue(worse(10, new OperatorTime("conv", "group conv", 10_000_000, 1_000_000, 1.0)));
    }

    /** A depthwise convolution of as many multiply-adds, in 4 ms, beside the one class of another network. */
    private static boolean worse(long otherMacs, OperatorTime other) {
        OperatorTime depthwise = new OperatorTime("a", "depthwise", 10_000_000, 5_000_000, 4.0);
        List<OperatorTime> launches = otherMacs == 0
                ? List.of(depthwise)
                : List.of(depthwise, new OperatorTime("b", "pointwise", 10_000_000 * otherMacs, 1_000_000, 4.0));
        return DepthwiseVerdicts.of(
                        SyntheticRows.run(row(SHUFFLENET, launches, 1, 0), row(ALEXNET, List.of(other), 1, 0)))
                .getFirst()
                .against()
                .stream()
                .filter(against -> against.operatorClass().equals("group conv"))
                .findFirst()
                .orElseThrow()
                .worse();
    }

    @Test
    void networksWithoutDepthwiseConvolutionsHaveNoVerdict() {
        ResultRow alexNet =
                row(ALEXNET, List.of(new OperatorTime("conv2", "group conv", 200_000_000, 4_000_000, 100.0)), 1, 0);
        assertEquals(List.of(), DepthwiseVerdicts.of(SyntheticRows.run(alexNet)));
        ResultRow idle = row(SHUFFLENET, List.of(new OperatorTime("a", "depthwise", 0, 1000, 1.0)), 1, 0);
        assertEquals(List.of(), DepthwiseVerdicts.of(SyntheticRows.run(idle)));
    }
}
