package riffle.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.analysis.Growth.Measurement;
import riffle.analysis.Growth.Scaling;
import riffle.analysis.Growth.Series;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.BenchResult;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.result.Subject;
import riffle.result.Times;

class GrowthTest {

    private static final NetworkSpec NETWORK =
            NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).withBatch(2);
    private static final long PIXELS = 2L * 224 * 224;

    private static ResultRow row(NetworkSpec network, String backend, int threads, double ms) {
        return row(network, backend, threads, ms, Status.OK);
    }

    private static ResultRow row(NetworkSpec network, String backend, int threads, double ms, Status status) {
        Block block = new Block(true, List.of(ms), 1, List.of(ms), List.of(0.0), List.of(List.of(ms)));
        BenchResult result = new BenchResult(
                Subject.of(network, backend, "fused").on("device", threads),
                null,
                new Times(ms, ms, ms, 0.0, ms, 0.0, 0.0, 1.0),
                1,
                1,
                List.of(ms),
                true,
                1e-6,
                List.of());
        return new ResultRow(result, status, null, List.of(block));
    }

    /** Four times the pixels in eight times the time is an exponent of 1.5, four times the images in four times 1. */
    @Test
    void sizesGrowApartFromBatchesInRisingOrder() {
        Growth growth = Growth.of(
                NETWORK,
                List.of(
                        row(NETWORK.withSize(448, 448), "bundle", 2, 8),
                        row(NETWORK.withBatch(8), "bundle", 2, 4),
                        row(NETWORK, "bundle", 2, 1),
                        row(NETWORK.withBatch(8).withSize(448, 448), "bundle", 2, 99)));
        Series pixels = growth.pixels().getFirst();
        assertEquals("bundle", pixels.backend());
        assertEquals(2, pixels.threads());
        assertEquals(
                new Measurement("224x224", PIXELS, 1, Optional.empty()),
                pixels.points().getFirst());
        assertEquals(List.of("224x224", "448x448"), labels(pixels));
        assertEquals(4 * PIXELS, pixels.points().getLast().amount());
        assertEquals(1.5, pixels.points().getLast().exponent().orElseThrow(), 1e-9);
        assertEquals(1.5, pixels.law().orElseThrow().exponent(), 1e-9);
        Series batches = growth.batch().getFirst();
        assertEquals(List.of("batch 2", "batch 8"), labels(batches));
        assertEquals(
                List.of(2L, 8L),
                batches.points().stream().map(Measurement::amount).toList());
        assertEquals(
                List.of(1.0, 4.0),
                batches.points().stream().map(Measurement::ms).toList());
        assertEquals(1, batches.law().orElseThrow().exponent(), 1e-9);
    }

    @Test
    void aThirdPointsExponentIsFromTheSecond() {
        Series pixels = Growth.of(
                        NETWORK,
                        List.of(
                                row(NETWORK, "bundle", 1, 1),
                                row(NETWORK.withSize(448, 448), "bundle", 1, 4),
                                row(NETWORK.withSize(896, 896), "bundle", 1, 64)))
                .pixels()
                .getFirst();
        assertEquals(1, pixels.points().get(1).exponent().orElseThrow(), 1e-9);
        assertEquals(2, pixels.points().get(2).exponent().orElseThrow(), 1e-9);
    }

    @Test
    void seriesAreOfTheMostThreadsAndScalingFromOneToThem() {
        Growth growth = Growth.of(
                NETWORK,
                List.of(
                        row(NETWORK.withSize(448, 448), "bundle", 1, 24),
                        row(NETWORK, "bundle", 1, 6),
                        row(NETWORK, "bundle", 2, 4)));
        assertEquals(List.of(new Scaling("bundle", 2, 6, 4)), growth.threads());
        assertEquals(1.5, growth.threads().getFirst().speedup());
        assertEquals(
                List.of(4.0),
                growth.pixels().getFirst().points().stream()
                        .map(Measurement::ms)
                        .toList());
        assertEquals(Optional.empty(), growth.pixels().getFirst().law());
    }

    @Test
    void scalingNeedsTheNetworkItselfOnBothNumbersOfThreads() {
        assertEquals(
                List.of(),
                Growth.of(NETWORK, List.of(row(NETWORK, "bundle", 1, 6))).threads());
        assertEquals(
                List.of(),
                Growth.of(NETWORK, List.of(row(NETWORK, "bundle", 2, 6))).threads());
        assertEquals(
                List.of(),
                Growth.of(
                                NETWORK,
                                List.of(row(NETWORK.withSize(448, 448), "bundle", 2, 24), row(NETWORK, "bundle", 1, 6)))
                        .threads());
    }

    @Test
    void everyBackendHasItsOwnAndRowsWithoutANumberNone() {
        Growth growth = Growth.of(
                NETWORK,
                List.of(
                        row(NETWORK, "reference", 1, 6),
                        row(NETWORK, "bundle", 2, 4),
                        row(NETWORK, "onnxruntime", 2, 4, Status.NOT_STEADY)));
        assertEquals(
                List.of("reference", "bundle"),
                growth.pixels().stream().map(Series::backend).toList());
        assertEquals(
                List.of("reference", "bundle"),
                growth.batch().stream().map(Series::backend).toList());
    }

    private static List<String> labels(Series series) {
        return series.points().stream().map(Measurement::label).toList();
    }
}
