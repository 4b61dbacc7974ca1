package riffle.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ResultRow;
import riffle.result.SampleResults;
import riffle.result.Status;

class BenchReportTest {

    private static final ResultRow ROW = SampleResults.RUN.rows().get(0);

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(Locale.forLanguageTag(tag), () -> Golden.check("bench.txt", BenchReport.of(ROW)));
    }

    @Test
    void aPartOfANetworkIsMarkedSo() {
        NetworkSpec large = NetworkSpec.of(Architecture.ALEXNET, 1, 1).withSize(480, 640);
        String text = BenchReport.of(SampleResults.row(large, 10));
        assertTrue(text.startsWith("AlexNet (convolutions only), input 1x3x480x640"), text);
        assertTrue(text.contains("it runs its convolutions only, and its multiply-adds count the same part."), text);
    }

    @Test
    void emulatedItSaysThatTheOutputIsRightAndNoTime() {
        String text = BenchReport.emulated(ROW, "aarch64 on x86-64");
        assertEquals("""
                ShuffleNet 0.5x (g = 3), input 1x3x224x224, on Fake Device (TM) \
                (backend fake, plan fused, 2 compute units)
                verified against the reference: largest error 1.0e-06 of the largest output
                no latency: times of an emulated processor (aarch64 on x86-64) are none of a machine
                device memory: weights 7.43 MB, activations 2.26 MB (largest live set 1.82 MB)
                """, text);
    }

    @Test
    void saysNotSteadyInPlaceOfANumber() {
        ResultRow row = new ResultRow(ROW.result(), Status.NOT_STEADY, "2 of 2 blocks did not settle", ROW.blocks());
        String text = BenchReport.of(row);
        assertTrue(text.endsWith("no latency: 2 of 2 blocks did not settle\n"), text);
    }
}
