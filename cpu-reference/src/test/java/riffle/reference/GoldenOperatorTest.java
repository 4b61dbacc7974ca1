package riffle.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.GoldenCases;
import riffle.cases.GoldenFiles;
import riffle.cases.GoldenOperators;
import riffle.cases.Tolerance;

class GoldenOperatorTest {

    private static final int FILES = 49;

    static List<Path> operators() throws IOException {
        return GoldenFiles.operators();
    }

    @Test
    void everyFileIsThere() throws IOException {
        assertEquals(FILES, operators().size());
        assertEquals(FILES, GoldenOperators.all().size());
    }

    @ParameterizedTest
    @MethodSource("operators")
    void referenceGivesTheGoldenOutput(Path file) {
        Case golden = GoldenCases.read(file);

        Comparison comparison = Comparison.of(
                Reference.run(golden.network(), golden.weights(), golden.inputs()),
                golden.expected().orElseThrow());

        assertTrue(comparison.within(Tolerance.REFERENCE.value()), comparison::toString);
    }
}
