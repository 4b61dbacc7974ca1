package riffle.phone;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.result.SampleResults;
import riffle.result.environment.Environment;

final class PhoneFactsTest {

    private static final Environment MEASURED = SampleResults.ENVIRONMENT;

    @Test
    void whatAPhoneDoesNotSayIsLeftOut() {
        assertEquals(
                Map.of("os", "Android, Linux 6.1 amd64"),
                PhoneFacts.read(List.of()).told(MEASURED));
        assertEquals(Optional.empty(), PhoneFacts.read(List.of("")).abi());
    }

    @Test
    void theChipIsWhatItsMakerCallsItOrElseItsPlatform() {
        PhoneFacts old = PhoneFacts.read(List.of("armeabi-v7a", "A", "B 1", "", "", "msm8996", "8.0.0", "a/b"));
        assertEquals(
                Map.of("os", "Android 8.0.0 on A B 1, build a/b, Linux 6.1 amd64", "cpu", "msm8996, Fake CPU"),
                old.told(MEASURED));
        PhoneFacts recent = PhoneFacts.read(List.of("arm64-v8a", "A", "B 1", "QTI", "SM8550", "kalama", "14", "a/b"));
        assertEquals("QTI SM8550, Fake CPU", recent.told(MEASURED).get("cpu"));
    }
}
