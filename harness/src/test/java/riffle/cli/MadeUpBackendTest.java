package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.PlanKind;
import riffle.measure.campaign.Configuration;
import riffle.measure.campaign.OffloadSides;
import riffle.measure.campaign.Reproduction;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.network.Architecture;
import riffle.result.Job;
import riffle.result.Status;

/** A backend is added by a file of services and nothing else: one that only this test knows is in every list. */
class MadeUpBackendTest {

    private static final Device JVM = new Device(0, "JVM", "VM", "25", 1);
    private static final Device GPU = new Device(1, "Fake GPU", "Fake OpenCL", "0.1", 8);

    @TempDir
    private Path folder;

    private final Thread thread = Thread.currentThread();
    private final ClassLoader usual = thread.getContextClassLoader();
    private URLClassLoader with;

    /** The class path with one more file of services. */
    @BeforeEach
    void register() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(BackendKind.class.getName()), MadeUpBackend.class.getName());
        with = new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual);
        thread.setContextClassLoader(with);
    }

    @AfterEach
    void forget() throws IOException {
        thread.setContextClassLoader(usual);
        with.close();
    }

    /** Everything is there but TornadoVM. */
    private final Workers workers = (request, heard) -> switch (request) {
        case Request.FindDevice find ->
            switch (find.backend()) {
                case "reference" -> new Answer.Found(JVM);
                case "tornado" -> new Answer.Refused(Status.UNAVAILABLE, "not here", null);
                case "abacus" -> new Answer.Found(MadeUpBackend.DEVICE);
                default -> new Answer.Found(GPU);
            };
        default -> throw new IllegalStateException("asked for " + request);
    };

    private static String help(String command) {
        return Cli.run(command, "--help").out().replaceAll("\\s+", " ");
    }

    @Test
    void onlyThisTestKnowsIt() {
        thread.setContextClassLoader(usual);
        assertEquals(
                List.of("reference", "bundle", "tornado", "onnxruntime"),
                BackendKinds.all().stream().map(BackendKind::name).toList());
        assertTrue(help("bench")
                .contains("reference, bundle, tornado or onnxruntime (default: bundle; reference where"
                        + " there is no OpenCL at all)"));
    }

    @Test
    void itIsAmongTheChoices() {
        assertTrue(help("bench").contains(" reference, bundle, tornado, abacus or onnxruntime (default: bundle;"));
        assertTrue(help("bench").contains("on backends bundle, tornado and abacus (default:"));
        assertTrue(help("offload").contains("what runs on the device: bundle or tornado (default: bundle)"));
        assertTrue(help("offload").contains("on the host (The Abacus, or else ONNX Runtime, or else PoCL)"));
        BackendUnavailableException refusal =
                assertThrows(BackendUnavailableException.class, () -> BackendKinds.open("sundial", Optional.empty()));
        assertTrue(
                refusal.getMessage().startsWith("no backend called sundial in this build, only reference, bundle, "));
        assertTrue(refusal.getMessage().contains("abacus, onnxruntime"), refusal.getMessage());
        assertEquals("abacus", BackendKinds.open("abacus", Optional.empty()).name());
    }

    @Test
    void itIsMeasuredInItsRoleAndPlans() {
        Reproduction brief = Reproduction.plan(workers, new Job(false, 1, 1, null), List.of(), null);
        assertEquals(
                List.of("reference", "abacus", "onnxruntime", "bundle"),
                brief.places().stream().map(Reproduction.Runner::backend).toList());
        assertEquals(List.of(PlanKind.MERGED, PlanKind.FUSED), plans(brief, Architecture.MOBILENET));
        assertEquals(List.of(PlanKind.MERGED), plans(brief, Architecture.ALEXNET_CONVOLUTIONS));
        Reproduction full = Reproduction.plan(workers, new Job(true, 1, 1, null), List.of(), 2);
        assertEquals(
                List.of(PlanKind.MERGED, PlanKind.FUSED, PlanKind.UNFUSED, PlanKind.MERGED, PlanKind.MERGED),
                plans(full, Architecture.MOBILENET));
        assertTrue(full.configurations().stream()
                .filter(one -> one.backend().equals("abacus"))
                .allMatch(one -> one.device() == null && one.threads() == 2));
    }

    private static List<PlanKind> plans(Reproduction reproduction, Architecture architecture) {
        return reproduction.configurations().stream()
                .filter(one -> one.backend().equals("abacus") && one.network().architecture() == architecture)
                .map(Configuration::plan)
                .toList();
    }

    @Test
    void itIsAPeerToOthers() {
        assertEquals(
                "abacus",
                OffloadSides.find(workers, "bundle", null, null, Optional.empty())
                        .host()
                        .backend());
        BackendUnavailableException refusal = assertThrows(
                BackendUnavailableException.class,
                () -> OffloadSides.find(workers, "abacus", null, null, Optional.empty()));
        assertEquals("--backend is abacus, but a device is reached by bundle or tornado", refusal.getMessage());
    }
}
