package riffle.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import riffle.result.RunResult;
import riffle.result.SampleResults;

class AnalysisTest {

    /** One row failed, two blocks each: numbers without intervals, and nothing from the failed row. */
    @Test
    void takesAFileAsItComes() {
        Analysis analysis = Analysis.of(SampleResults.RUN);
        assertEquals(3, analysis.distributions().size());
        assertEquals(2, analysis.distributions().getFirst().steadyBlocks());
        assertEquals(0, analysis.distributions().getFirst().outliers().total());
        assertEquals(3, analysis.profiles().size());
        assertTrue(analysis.speedups().stream()
                .filter(speedup -> speedup.actual().isEmpty())
                .allMatch(speedup ->
                        speedup.network().scale() == 1 && speedup.network().groups() == 3));
    }

    @Test
    void anEmptyFileSaysNothing() {
        Analysis analysis = Analysis.of(new RunResult(RunResult.SCHEMA, SampleResults.ENVIRONMENT, List.of()));
        assertEquals(
                new Analysis(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                analysis);
    }
}
