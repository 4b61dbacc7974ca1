package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import riffle.execution.Device;
import riffle.measure.Answer;
import riffle.measure.Request;
import riffle.measure.Workers;
import riffle.result.Block;

/** offload with workers that answer at once: the device takes half the host's time. */
class OffloadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Block took(double ms) {
        return new Block(true, List.of(ms), 1, List.of(ms), List.of(0.0), List.of(List.of(ms)));
    }

    private int offload(String... options) {
        Workers workers = (request, heard) -> switch (request) {
            case Request.FindDevice find -> new Answer.Found(new Device(0, find.backend() + "'s", "platform", "1", 2));
            case Request.Sweep sweep -> {
                double ms = sweep.backend().equals("bundle") ? 1 : 2;
                sweep.probes().forEach(probe -> heard.accept(new Answer.Probed(took(ms), null)));
                yield new Answer.Swept();
            }
            default -> throw new AssertionError("unexpected " + request);
        };
        OffloadCommand command = new OffloadCommand();
        CommandLine commandLine = new CommandLine(command).setOut(new PrintWriter(out, true));
        commandLine.parseArgs(options);
        return command.run(new Launchpad(Optional.empty(), workers, Path.of(""), new PrintWriter(err, true)));
    }

    @Test
    void everythingAsTables() {
        assertEquals(0, offload("--blocks", "1"));
        String text = out.toString();
        assertTrue(text.contains("Host: onnxruntime on onnxruntime's"), text);
        assertTrue(text.contains("Device: bundle on bundle's"), text);
        assertTrue(text.contains("## Operators"), text);
        assertTrue(text.contains("## Units"), text);
        assertTrue(text.contains("## Networks\n"), text);
        assertTrue(text.contains("all on the device"), text);
        assertTrue(text.contains("always (7x7 to 112x112)"), text);
        assertTrue(err.toString().contains("[1/12] "), err::toString);
    }

    @Test
    void oneNetworkAsJson() throws IOException {
        assertEquals(0, offload("--network", "mobilenet", "--scale", "0.25", "--json"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals("onnxruntime", json.get("host").get("backend").asText());
        assertEquals(
                "ALWAYS", json.get("verdicts").get(0).get("size").get("kind").asText());
        assertEquals(24, json.get("cuts").get(0).get("splits").size());
        assertEquals(0.5, json.get("points").get(0).get("ratio").asDouble());
        assertEquals(2, json.get("points").get(0).get("host").get("samples").asInt());
    }

    @Test
    void blocksOutOfRangeAreRefused() {
        String refusal = assertThrows(ParameterException.class, () -> offload("--blocks", "0"))
                .getMessage();
        assertEquals("--blocks is 0, must be between 1 and 100", refusal);
    }

    @Test
    void theReferenceIsStatus2() {
        Cli cli = Cli.run("offload", "--backend", "reference");
        assertEquals(2, cli.status());
        assertTrue(cli.err().contains("a device is reached by bundle or tornado"), cli::err);
    }
}
