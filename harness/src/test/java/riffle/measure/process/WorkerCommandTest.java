package riffle.measure.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.execution.BackendUnavailableException;
import riffle.execution.PlanKind;
import riffle.measure.backend.TinyNetwork;
import riffle.measure.protocol.PreparedWorkload;
import riffle.measure.protocol.Request;
import riffle.measure.protocol.Sampling;
import riffle.measure.protocol.Workload;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.ceiling.Moment;

class WorkerCommandTest {

    private static final Path SDK = Path.of("sdk");
    private static final Path TMP = Path.of("/place/tmp");

    private static WorkerSettings settings(Optional<Path> tornadoHome) {
        return WorkerSettings.of(
                Path.of("java"),
                "a.jar:b.jar",
                tornadoHome,
                Optional.empty(),
                Path.of("tunings"),
                List.of(),
                WorkerSettings.DEFAULT_SILENCE);
    }

    /** The class path, the folder for temporary files, no telemetry, and PoCL's limit under both of its names. */
    private static Map<String, String> environment(int threads) {
        return Map.of(
                "CLASSPATH",
                "a.jar:b.jar",
                "TMPDIR",
                "/place/tmp",
                "ORT_DISABLE_TELEMETRY",
                "1",
                "POCL_MAX_PTHREAD_COUNT",
                String.valueOf(threads),
                "POCL_CPU_MAX_CU_COUNT",
                String.valueOf(threads));
    }

    @Test
    void theReferenceNeedsNothing() {
        WorkerCommand command =
                WorkerCommand.of(settings(Optional.empty()), new Request.FindDevice("reference", null, null), TMP);
        assertEquals(
                List.of(
                        "java",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=/place/tmp",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "riffle.measure.task.Worker",
                        "tunings"),
                command.arguments());
        assertEquals(environment(Runtime.getRuntime().availableProcessors()), command.environment());
    }

    @Test
    void aNamedLibraryIsToldToLwjgl() {
        WorkerSettings named = WorkerSettings.of(
                Path.of("java"),
                "a.jar",
                Optional.empty(),
                Optional.of("libmali.so"),
                Path.of("tunings"),
                List.of(),
                WorkerSettings.DEFAULT_SILENCE);
        WorkerCommand command = WorkerCommand.of(named, new Request.Survey(), TMP);
        assertEquals(
                "-Dorg.lwjgl.opencl.libname=libmali.so", command.arguments().get(1));
    }

    @Test
    void tornadoGetsItsFlagsAndItsLimit() {
        WorkerCommand command =
                WorkerCommand.of(settings(Optional.of(SDK)), new Request.FindDevice("tornado", null, 1), TMP);
        assertEquals(
                List.of(
                        "java",
                        "@sdk/tornado-argfile",
                        "@sdk/etc/exportLists/opencl-exports",
                        "-Dtornado.recover.bailout=False",
                        "-Dtornado.tvm.maxbytecodesize=65536",
                        "-Dtornado.max.events=1024",
                        "-Dtornado.compiler.fullInlining=True",
                        "-Djdk.graal.MethodInlineBailoutLimit=100000"),
                command.arguments().subList(0, 8));
        Map<String, String> expected = new HashMap<>(environment(1));
        expected.put("TORNADOVM_HOME", "sdk");
        assertEquals(expected, command.environment());
    }

    @Test
    void withoutTheSdkTornadoIsRefused() {
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class,
                () -> WorkerCommand.of(settings(Optional.empty()), new Request.FindDevice("tornado", null, null), TMP));
        assertTrue(refusal.getMessage().contains("TORNADOVM_HOME"));
    }

    @Test
    void aDriversCacheIsTold() {
        PreparedWorkload files = PreparedWorkload.in(Path.of("x"), "y");
        Request.Measure request = new Request.Measure(
                Workload.of(TinyNetwork.SPEC),
                files,
                "bundle",
                PlanKind.FUSED,
                null,
                null,
                null,
                null,
                Sampling.of(1),
                0,
                "cache");
        assertEquals(
                "cache",
                WorkerCommand.of(settings(Optional.empty()), request, TMP)
                        .environment()
                        .get("POCL_CACHE_DIR"));
    }

    /** What is timed is compiled as thoroughly as Java does by itself. */
    @Test
    void whoMeasuresLeavesTheJvmToItself() {
        Request request = new Request.MeasureCeilings(null, 1, Moment.START, null);
        assertFalse(WorkerCommand.of(settings(Optional.empty()), request, TMP).arguments().stream()
                .anyMatch(argument -> argument.startsWith("-XX:")));
    }

    @Test
    void largeNetworksGetLargeHeaps() {
        assertTrue(heap(NetworkSpec.of(Architecture.ALEXNET, 1, 1)) > 2 * heap(TinyNetwork.SPEC));
    }

    private static int heap(NetworkSpec network) {
        Request request = new Request.Prepare(Workload.of(network), PreparedWorkload.in(Path.of("x"), "y"));
        String flag = WorkerCommand.of(settings(Optional.empty()), request, TMP)
                .arguments()
                .get(1);
        return Integer.parseInt(flag.replaceAll("\\D", ""));
    }
}
