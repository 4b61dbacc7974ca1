package riffle.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static riffle.analysis.row.SyntheticRows.computing;
import static riffle.analysis.row.SyntheticRows.macs;
import static riffle.analysis.row.SyntheticRows.row;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.analysis.row.SyntheticRows;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.RunResult;

class GroupTradeOffsTest {

    /** g = 1 is slower than g = 3 and errs more (33.6 against 32.6 %), g = 8 slower and errs less (32.4 %). */
    @Test
    void slowerWithMoreErrorsIsDominated() {
        GroupTradeOff tradeOff = GroupTradeOffs.of(SyntheticRows.run(groups(8, 1.5), groups(1, 1.1), groups(3, 1)))
                .getFirst();
        assertEquals(
                List.of(1, 3, 8),
                tradeOff.groups().stream().map(GroupTradeOff.Group::groups).toList());
        GroupTradeOff.Group one = tradeOff.groups().getFirst();
        assertTrue(one.dominated());
        assertEquals(Optional.of(33.6), one.publishedError());
        assertEquals(
                one.medianMs() / tradeOff.groups().get(1).medianMs(),
                one.overThree().orElseThrow().value(),
                1e-9);
        assertFalse(tradeOff.groups().get(1).dominated());
        assertFalse(tradeOff.groups().get(2).dominated());
    }

    /** Measured twice, the errors are the same: the slower time is dominated, the faster is not. */
    @Test
    void slowerWithAsManyErrorsIsDominated() {
        GroupTradeOff tradeOff = GroupTradeOffs.of(SyntheticRows.run(groups(3, 1), groups(3, 1.5)))
                .getFirst();
        assertEquals(
                List.of(false, true),
                tradeOff.groups().stream().map(GroupTradeOff.Group::dominated).toList());
    }

    @Test
    void oneGroupNumberIsNoTradeOff() {
        assertEquals(List.of(), GroupTradeOffs.of(SyntheticRows.run(groups(3, 1))));
    }

    @Test
    void publishedErrorsAreOfTheSmallestSizeAlone() {
        NetworkSpec large = NetworkSpec.of(Architecture.SHUFFLENET, 3, 1).withSize(480, 640);
        RunResult run =
                SyntheticRows.run(groups(3, 1), row(large, List.of(computing("pointwise", macs(large), 1e6)), 1, 0));
        List<AccuracyPoint> points = GroupTradeOffs.accuracy(run);
        assertEquals(1, points.size());
        assertEquals(32.6, points.getFirst().publishedError());
    }

    private static ResultRow groups(int groups, double slower) {
        NetworkSpec network = NetworkSpec.of(Architecture.SHUFFLENET, groups, 1);
        return row(network, List.of(computing("pointwise", macs(network), 1e6 / slower)), 1, 0);
    }
}
