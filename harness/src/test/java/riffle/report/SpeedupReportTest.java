package riffle.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import riffle.Golden;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.RunResult;
import riffle.result.Samples;

class SpeedupReportTest {

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "ar-EG"})
    void readsTheSameInEveryLocale(String tag) {
        Golden.inLocale(Locale.forLanguageTag(tag), () -> Golden.check("reproduce.md", SpeedupReport.of(Samples.RUN)));
    }

    @Test
    void theLargeInputHasThePapersColumnsOverTheConvolutions() {
        NetworkSpec convolutions =
                NetworkSpec.of(Architecture.ALEXNET_CONVOLUTIONS, 1, 1).withSize(480, 640);
        NetworkSpec shuffleNet = NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5).withSize(480, 640);
        RunResult run = new RunResult(
                RunResult.SCHEMA,
                Samples.ENVIRONMENT,
                List.of(Samples.row(shuffleNet, 10), Samples.row(convolutions, 120)));
        String text = SpeedupReport.of(run);
        assertTrue(text.contains("paper: ms"), text);
        assertTrue(text.contains("paper: its AlexNet, beside the convolutions that run here"), text);
        assertTrue(text.contains("- AlexNet (convolutions only): Ends after the last pool"), text);
    }
}
