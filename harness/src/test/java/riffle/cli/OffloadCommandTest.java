package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import riffle.cli.start.Launchpad;
import riffle.execution.Device;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Block;

/** offload with workers that answer at once: the device takes half the host's time. */
class OffloadCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static Block took(double ms) {
        return new Block(true, List.of(ms), 1, List.of(ms), List.of(0.0), List.of(List.of(ms)));
    }

    private int offload(String... options) throws IOException {
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
    void everythingAsTables() throws IOException {
        assertEquals(0, offload("--blocks", "1"));
        String text = out.toString();
        assertTrue(text.contains("Host: onnxruntime on onnxruntime's"), text);
        assertTrue(text.contains("Device: bundle on bundle's"), text);
        assertTrue(text.contains("| dense conv, 3x3, 60 to 60 channels "), text);
        assertTrue(text.contains("| Fig. 2(c) unit 1x (g = 3) "), text);
        assertTrue(text.contains("| ShuffleNet 0.5x (g = 3) "), text);
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
    void aFolderGetsTablesPicturesAndEveryPoint(@TempDir Path folder) throws IOException {
        Path report = folder.resolve("offload");
        assertEquals(
                0,
                offload("--network", "shufflenet", "--scale", "0.5", "--blocks", "1", "--output", report.toString()));
        String page = Files.readString(report.resolve("report.html"));
        assertTrue(page.contains("Where to cut ShuffleNet 0.5x (g = 3), 224x224, batch 1"), page);
        String csv = Files.readString(report.resolve("networks-table.csv"));
        assertTrue(csv.lines().anyMatch(line -> line.contains("ShuffleNet 0.5x") && line.contains("0.5")), csv);
        String sizes = Files.readString(report.resolve("networks-chart.svg"));
        assertTrue(sizes.contains("ShuffleNet 0.5x (g = 3), 224x224: device 1.000 ms, host 2.000 ms, 0.50x"), sizes);
        assertTrue(Files.readString(report.resolve("cut-0.svg")).contains("device first: 1.000 + 2.000 = 3.000 ms"));
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
