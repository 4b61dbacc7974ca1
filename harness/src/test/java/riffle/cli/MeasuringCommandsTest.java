package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;

/** bench and verify through the command line, with real workers on the reference. */
class MeasuringCommandsTest {

    private static final String SMALL = "--network shufflenet --scale 0.25 --size 32x32 --blocks 1 --samples 2 ";

    private static Cli run(String commandLine) {
        return Cli.run(commandLine.strip().split(" "));
    }

    private static void relu(Path file, float output) {
        NamedTensor input = new NamedTensor(List.of(1, 1, 1, 2), new float[] {-1, 2});
        NamedTensor expected = new NamedTensor(List.of(1, 1, 1, 2), new float[] {0, output});
        SafeTensors.write(file, Map.of("op", "relu"), Map.of("input", input, "output", expected));
    }

    @Test
    void benchPrintsOneJsonObject() throws IOException {
        Cli cli = run("bench --backend reference --json " + SMALL);
        assertEquals(0, cli.status(), cli::err);
        JsonNode bench = new ObjectMapper().readTree(cli.out());
        assertTrue(bench.get("verified").asBoolean());
        assertEquals("reference", bench.get("backend").asText());
        assertEquals("unfused", bench.get("plan").asText());
        assertEquals(1, bench.get("threads").asInt());
        assertEquals("32x32", bench.get("size").asText());
        assertEquals(2, bench.get("samples_ms").size());
        assertEquals(bench.get("launches").asInt(), bench.get("operators").size());
    }

    @Test
    void anAskedBackendThatCannotRunIsStatus2() {
        Cli cli = run("bench --backend abacus " + SMALL);
        assertEquals(2, cli.status());
        assertEquals("", cli.out());
        assertTrue(cli.err().contains("no backend called abacus"), cli::err);
    }

    @Test
    void moreThreadsThanTheReferenceHasAreStatus2() {
        Cli cli = run("bench --backend reference --threads 2 " + SMALL);
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("the reference runs on 1 thread, not on 2"), cli::err);
    }

    @Test
    void aPlanThatTheReferenceDoesNotHaveIsStatus2() {
        Cli cli = run("bench --backend reference --plan fused " + SMALL);
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("plan unfused, not fused"), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
    }

    @Test
    void aSetOfKernelsThatThereIsNotIsStatus2() {
        Cli cli = run("bench --kernels broad " + SMALL);
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("must be one of wide, medium, narrow"), cli::err);
        assertEquals(1, cli.err().lines().count(), cli::err);
    }

    @Test
    void verifyCountsTheCasesOfAFolder(@TempDir Path folder) {
        relu(folder.resolve("right.safetensors"), 2);
        relu(folder.resolve("wrong.safetensors"), 2.5f);
        Cli cli = run("verify --backend reference --cases " + folder);
        assertEquals(1, cli.status());
        List<String> lines = cli.out().lines().toList();
        assertEquals("right.safetensors: error 0.0e+00, tolerance 1e-05 passed", lines.get(0));
        assertTrue(lines.get(1).startsWith("wrong.safetensors: error 2.0e-01, tolerance 1e-05 FAILED ("), lines.get(1));
        assertTrue(lines.get(2).startsWith("backend reference on JVM"), lines.get(2));
        assertEquals("1 passed, 1 failed, 0 skipped", lines.getLast());
    }

    @Test
    void aFolderWithoutCasesFails(@TempDir Path folder) {
        Cli cli = run("verify --backend reference --cases " + folder);
        assertEquals(1, cli.status());
        assertEquals("0 passed, 0 failed, 0 skipped", cli.out().lines().toList().getLast());
    }

    @Test
    void casesMustBeAFolder(@TempDir Path folder) {
        assertEquals(
                2,
                run("verify --backend reference --cases " + folder.resolve("none"))
                        .status());
    }

    @Test
    void briefIsAboutTheKernelsOfABackendThatHasSome(@TempDir Path folder) {
        Cli both = run("verify --brief --cases " + folder);
        assertEquals(2, both.status());
        assertTrue(both.err().contains("--brief and --cases exclude each other"), both::err);
        Cli network = run("verify --brief --network shufflenet");
        assertEquals(2, network.status());
        assertTrue(network.err().contains("--brief and --network exclude each other"), network::err);
        Cli reference = run("verify --brief --backend reference");
        assertEquals(2, reference.status());
        assertTrue(reference.err().contains("backend reference has no choice of kernels"), reference::err);
    }

    @Test
    void thePeerIsMeasuredAsOneLaunchOnTheThreadsAskedFor() throws IOException {
        Cli cli = run("bench --backend onnxruntime --threads 1 --json " + SMALL);
        assertEquals(0, cli.status(), cli::err);
        JsonNode bench = new ObjectMapper().readTree(cli.out());
        assertTrue(bench.get("verified").asBoolean());
        assertEquals("fused", bench.get("plan").asText());
        assertEquals(1, bench.get("threads").asInt());
        assertEquals("session", bench.get("operators").get(0).get("name").asText());
        assertEquals(1, bench.get("launches").asInt());
        assertEquals(0, bench.get("transfer_ms").asDouble());
    }

    @Test
    void moreThreadsThanProcessorsAreStatus2ForThePeerToo() {
        Cli cli = run("bench --backend onnxruntime --threads 100000 " + SMALL);
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("cannot run on 100000 threads: this machine has"), cli::err);
    }

    @Test
    void thePeerVerifiesANetworkAndSkipsWhatItCannotSay(@TempDir Path folder) {
        Cli network = run("verify --backend onnxruntime --network resnext-unit --scale 0.5 --size 5x7");
        assertEquals(0, network.status(), network::err);
        assertEquals(
                "1 passed, 0 failed, 0 skipped", network.out().lines().toList().getLast());

        NamedTensor values = new NamedTensor(List.of(1, 4, 1, 1), new float[4]);
        SafeTensors.write(
                folder.resolve("even.safetensors"),
                Map.of("op", "local_response_norm", "size", "4"),
                Map.of("input", values, "output", values));
        Cli skipped = run("verify --backend onnxruntime --cases " + folder);
        assertEquals(1, skipped.status());
        assertTrue(skipped.out().contains("even.safetensors: skipped (local_response_norm: size is 4"), skipped::out);
    }

    @Test
    void verifyTakesOneNetwork() {
        Cli cli = run("verify --backend reference --network resnext-unit --scale 0.5 --size 5x7");
        assertEquals(0, cli.status(), cli::err);
        assertTrue(cli.out().startsWith("ResNeXt unit 0.5x (g = 32) 1x128x5x7: error 0.0e+00"), cli::out);
        assertEquals("1 passed, 0 failed, 0 skipped", cli.out().lines().toList().getLast());
    }

    @Test
    void benchTakesUnits() throws IOException {
        Cli cli = run("bench --backend reference --json --network shufflenet-unit-c --scale 0.25 --size 8x8"
                + " --blocks 1 --samples 2");
        assertEquals(0, cli.status(), cli::err);
        JsonNode bench = new ObjectMapper().readTree(cli.out());
        assertEquals("shufflenet-unit-c", bench.get("network").asText());
        assertEquals(3, bench.get("groups").asInt());
        assertTrue(bench.get("verified").asBoolean());
    }
}
