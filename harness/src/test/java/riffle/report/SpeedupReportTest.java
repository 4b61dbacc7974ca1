package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.Samples;

class SpeedupReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(Locale.forLanguageTag(tag), () -> Golden.check("reproduce.md", SpeedupReport.of(Samples.RUN)));
    }

    @Test
    void theorysShareAndExponent() {
        Speedup speedup = new Speedup(16, 4, Optional.empty());
        assertEquals(0.25, speedup.retained());
        assertEquals(0.5, speedup.exponent().orElseThrow(), 1e-12);
        assertEquals(Optional.empty(), new Speedup(1, 1.1, Optional.empty()).exponent());
    }

    @Test
    void enoughBlocksGiveAnInterval() {
        ResultRow fast = manyBlocks(Samples.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10));
        ResultRow slow = manyBlocks(Samples.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120));
        assertTrue(Speedup.of(fast, slow).interval().orElseThrow().contains(12));
    }

    @Test
    void theBaselineCountsThePartThatRuns() {
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
        double whole = Speedup.theoretical(shuffleNet, NetworkSpec.of(Architecture.ALEXNET, 1, 1));
        double convolutions = Speedup.theoretical(shuffleNet, NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1));
        assertEquals(19.2, whole, 0.05);
        assertEquals(17.6, convolutions, 0.05);
    }

    private static ResultRow manyBlocks(ResultRow row) {
        List<Block> blocks = Collections.nCopies(7, row.blocks().get(0));
        return new ResultRow(row.result(), row.status(), row.reason(), blocks);
    }
}
