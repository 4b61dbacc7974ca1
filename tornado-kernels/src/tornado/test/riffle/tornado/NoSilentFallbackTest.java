package riffle.tornado;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.WorkerGrid1D;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * By default TornadoVM runs a kernel that it cannot compile as Java, for one work-item, and says nothing. Under Riffle's
 * flags it must fail, and without the flags Riffle must not start.
 */
final class NoSilentFallbackTest {

    private static final String FLAG = "tornado.recover.bailout";
    private final String given = System.getProperty(FLAG);

    @AfterEach
    void restoreFlag() {
        System.setProperty(FLAG, given);
    }

    /** Valid Java that TornadoVM 5.2 cannot compile: it does not know an empty vector of eight. */
    public static void notCompilable(KernelContext context, FloatArray y) {
        Float8 zero = new Float8();
        y.set(context.globalIdx, zero.getS0() + 1);
    }

    @Test
    void aKernelThatDoesNotCompileIsAnError() throws Exception {
        assertTrue(!TornadoBackend.openClDevices().isEmpty());
        FloatArray y = new FloatArray(8);
        TaskGraph graph = new TaskGraph("g")
                .task("t", NoSilentFallbackTest::notCompilable, new KernelContext(), y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y);
        GridScheduler grid = new GridScheduler("g.t", new WorkerGrid1D(8));
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())) {
            assertThrows(Throwable.class, () -> plan.withGridScheduler(grid).execute());
        }
    }

    @Test
    void withoutTheFlagThatForbidsItRiffleDoesNotStart() {
        System.setProperty(FLAG, "True");
        String message = assertThrows(BackendUnavailableException.class, () -> new TornadoBackend().devices())
                .getMessage();
        assertTrue(message.contains("-D" + FLAG + "=False"), message);
    }

    @Test
    void aMissingFlagIsNamed() {
        System.clearProperty(FLAG);
        String message = assertThrows(BackendUnavailableException.class, () -> new TornadoBackend().devices())
                .getMessage();
        assertTrue(message.contains("found nothing"), message);
    }
}
