package riffle.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task2;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.vectors.Float8;

/**
 * By default TornadoVM runs a kernel that it cannot compile as Java, for one work-item, and says nothing. Under
 * Riffle's flags it must fail, and without the flags Riffle must not start.
 */
final class NoSilentFallbackTest {

    private static final String FLAG = "tornado.recover.bailout";
    private final String given = System.getProperty(FLAG);

    @AfterEach
    void restoreFlag() {
        if (given == null) {
            System.clearProperty(FLAG);
        } else {
            System.setProperty(FLAG, given);
        }
    }

    /** Valid Java that TornadoVM 5.2 cannot compile: it does not know an empty vector of eight. */
    public static void notCompilable(KernelContext context, FloatArray y) {
        Float8 zero = new Float8();
        y.set(context.globalIdx, zero.getS0() + 1);
    }

    /** The same, spelt out: TornadoVM compiles this. */
    public static void compilable(KernelContext context, FloatArray y) {
        Float8 zero = new Float8(0, 0, 0, 0, 0, 0, 0, 0);
        y.set(context.globalIdx, zero.getS0() + 1);
    }

    @Test
    void aKernelThatDoesNotCompileIsAnErrorAndNotARunOfItsJava() throws Exception {
        FloatArray y = new FloatArray(8);
        Throwable failure = assertThrows(Throwable.class, () -> run(NoSilentFallbackTest::notCompilable, y));
        assertTrue(failure.getClass().getName().startsWith("uk.ac.manchester.tornado."), failure::toString);
        assertEquals(0f, y.get(0));
    }

    @Test
    void theSameKernelSpeltOutRunsOnTheDevice() throws Exception {
        FloatArray y = new FloatArray(8);
        run(NoSilentFallbackTest::compilable, y);
        assertEquals(1f, y.get(0));
        assertEquals(1f, y.get(7));
    }

    private static void run(Task2<KernelContext, FloatArray> kernel, FloatArray y) throws Exception {
        TaskGraph graph = new TaskGraph("g")
                .task("t", kernel, new KernelContext(), y)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, y);
        GridScheduler grid = new GridScheduler("g.t", new WorkerGrid1D(8));
        try (TornadoExecutionPlan plan = new TornadoExecutionPlan(graph.snapshot())) {
            plan.withDevice(TornadoBackend.openClDevices().getFirst())
                    .withGridScheduler(grid)
                    .withPreCompilation();
            plan.execute();
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
