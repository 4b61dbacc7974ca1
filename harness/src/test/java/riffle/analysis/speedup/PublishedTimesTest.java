package riffle.analysis.speedup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.RunResult;
import riffle.result.Subject;
import riffle.result.published.PublishedRow;
import riffle.result.published.PublishedRun;

class PublishedTimesTest {

    private static final NetworkSpec SHUFFLENET = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5);
    private static final NetworkSpec MOBILENET = NetworkSpec.of(Architecture.MOBILENET, 1, 1);
    private static final NetworkSpec ALEXNET = NetworkSpec.of(Architecture.ALEXNET, 1, 1);

    private static PublishedRun run(PublishedRow... rows) {
        return new PublishedRun(RunResult.SCHEMA, "published", "a table", "2026", "", List.of(rows));
    }

    private static PublishedRow row(NetworkSpec network, String device, Integer threads, Double mmacs, double ms) {
        return new PublishedRow(Subject.of(network, "an engine", "published").on(device, threads), mmacs, ms);
    }

    @Test
    void aPairIsOneDevicesNetworkOverItsBaseline() {
        List<PublishedSpeedup> pairs = PublishedTimes.pairs(run(
                row(ALEXNET, "phone", 1, 720.0, 60),
                row(SHUFFLENET, "phone", 1, 40.0, 6),
                row(MOBILENET, "pad", 1, 569.0, 9)));
        assertEquals(1, pairs.size());
        PublishedSpeedup pair = pairs.getFirst();
        assertEquals("a table", pair.source());
        assertEquals("phone", pair.device());
        assertEquals(Optional.of(1), pair.threads());
        assertEquals(SHUFFLENET, pair.network());
        assertEquals(ALEXNET, pair.baseline());
        assertEquals(18, pair.theoretical(), 1e-12);
        assertEquals(60, pair.baselineMs());
        assertEquals(6, pair.networkMs());
        assertEquals(10, pair.actual(), 1e-12);
        assertEquals(10.0 / 18, pair.retained(), 1e-12);
        assertEquals(Math.log(10) / Math.log(18), pair.exponent().orElseThrow(), 1e-12);
        assertEquals(
                Math.pow(4, Math.log(10) / Math.log(18)), pair.perFourfold().orElseThrow(), 1e-12);
    }

    @Test
    void otherThreadsSizesAndBatchesMakeNoPair() {
        assertEquals(
                List.of(),
                PublishedTimes.pairs(run(
                        row(ALEXNET, "phone", 1, null, 60),
                        row(SHUFFLENET, "phone", 4, null, 6),
                        row(SHUFFLENET.withSize(480, 640), "phone", 1, null, 30),
                        row(SHUFFLENET.withBatch(2), "phone", 1, null, 12))));
    }

    @Test
    void whereASourceCountsNothingOursStands() {
        double ours = Speedups.theoretical(SHUFFLENET, ALEXNET);
        for (Double mmacs : new Double[] {null, 720.0}) {
            PublishedSpeedup pair = PublishedTimes.pairs(
                            run(row(ALEXNET, "phone", 1, mmacs, 60), row(SHUFFLENET, "phone", 1, null, 6)))
                    .getFirst();
            assertEquals(ours, pair.theoretical(), 1e-12);
        }
        PublishedSpeedup other = PublishedTimes.pairs(
                        run(row(ALEXNET, "phone", 1, null, 60), row(SHUFFLENET, "phone", 1, 40.0, 6)))
                .getFirst();
        assertEquals(ours, other.theoretical(), 1e-12);
    }

    @Test
    void withoutADifferenceInTheoryThereIsNoExponent() {
        PublishedSpeedup pair = PublishedTimes.pairs(
                        run(row(ALEXNET, "phone", 1, 41.0, 60), row(SHUFFLENET, "phone", 1, 40.0, 6)))
                .getFirst();
        assertEquals(Optional.empty(), pair.exponent());
        assertEquals(Optional.empty(), pair.perFourfold());
    }

    @Test
    void aGpuHasNoThreads() {
        PublishedSpeedup pair = PublishedTimes.pairs(
                        run(row(ALEXNET, "gpu", null, 720.0, 60), row(SHUFFLENET, "gpu", null, 40.0, 6)))
                .getFirst();
        assertEquals(Optional.empty(), pair.threads());
        DeviceSpeedup device = DeviceSpeedup.of(pair);
        assertEquals("gpu", device.device());
        assertEquals("a table", device.source());
        assertEquals(SHUFFLENET, device.network());
        assertEquals(ALEXNET, device.baseline());
        assertEquals(10, device.actual().value(), 1e-12);
        assertEquals(10.0 / 18, device.retained(), 1e-12);
        assertFalse(device.measured());
    }
}
