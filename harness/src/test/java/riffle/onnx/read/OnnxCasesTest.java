package riffle.onnx.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.Tolerance;
import riffle.reference.Reference;

/** The reference against the tests of the ONNX project; the numbers of those that are not taken are known. */
final class OnnxCasesTest {

    @ParameterizedTest
    @CsvSource({"node, 67, 15", "pytorch-converted, 18, 0", "pytorch-operator, 13, 3", "light, 3, 0"})
    void theReferenceAgrees(String folder, int expected, int untaken) throws IOException {
        Path tests = OnnxTests.folder(folder);
        List<String> passed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (OnnxCases.Found found : OnnxCases.in(tests)) {
            Case some;
            try {
                some = found.read();
            } catch (UntakenException e) {
                refused.add(e.getMessage());
                continue;
            }
            Comparison comparison = some.compare(Reference.run(some.network(), some.weights(), some.inputs()));
            assertTrue(comparison.within(Tolerance.REFERENCE.value()), () -> found.name() + ": " + comparison.detail());
            passed.add(found.name());
        }
        assertEquals(expected, passed.size(), () -> "not taken: " + refused);
        assertEquals(untaken, refused.size(), () -> "not taken: " + refused);
    }
}
