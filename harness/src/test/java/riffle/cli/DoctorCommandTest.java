package riffle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import riffle.doctor.Finding;
import riffle.doctor.Finding.State;

class DoctorCommandTest {

    private static final Finding THERE = new Finding(State.FOUND, "JDK 25", "25 at jdk", Optional.empty());
    private static final Finding MISSING =
            new Finding(State.MISSING, "TornadoVM SDK", "none", Optional.of("sdk install it"));

    @Test
    void statusSaysWhetherAnythingIsMissingAndTheRemedyStandsBelow() {
        StringWriter out = new StringWriter();
        assertEquals(1, DoctorCommand.print(List.of(THERE, MISSING), new PrintWriter(out)));
        assertEquals(
                List.of(
                        "found    JDK 25           25 at jdk",
                        "missing  TornadoVM SDK    none",
                        "                          get it with: sdk install it"),
                out.toString().lines().toList());
        assertEquals(0, DoctorCommand.print(List.of(THERE), new PrintWriter(new StringWriter())));
    }

    @Test
    void itRunsOnThisMachineAndNamesAllSubjects() {
        Cli cli = Cli.run("doctor");
        assertEquals(cli.out().lines().anyMatch(line -> line.startsWith("missing")) ? 1 : 0, cli.status());
        for (String subject : List.of("JDK 25", "OpenCL", "TornadoVM SDK", "ONNX Runtime")) {
            assertTrue(cli.out().contains(subject), cli::out);
        }
        assertEquals("", cli.err());
    }
}
