package riffle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import riffle.bundle.BundleBackend;
import riffle.doctor.Doctor;
import riffle.doctor.Finding;
import riffle.onnxruntime.OnnxRuntimeBackend;

/** {@code riffle doctor}: what the main job needs, found or missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for the JDK, OpenCL devices, the TornadoVM SDK and ONNX Runtime: found or missing, and the command that mends it.",
            "Exit status 1 if something that the main job needs is missing."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Host host = Host.read();
        List<Finding> findings = new ArrayList<>();
        findings.add(Doctor.java(Runtime.version(), host.javaHome()));
        findings.addAll(Doctor.openCl(new BundleBackend()));
        findings.add(Doctor.tornado(host.tornadoHome()));
        findings.addAll(Doctor.peer(new OnnxRuntimeBackend()));
        return print(findings, spec.commandLine().getOut());
    }

    /** A line for each finding and one for each remedy; returns the exit status. */
    static int print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.println(String.format(
                    Locale.ROOT,
                    "%-8s %-16s %s",
                    finding.isFound() ? "found" : "missing",
                    finding.subject(),
                    finding.detail()));
            finding.remedy().ifPresent(remedy -> out.println(" ".repeat(26) + "get it with: " + remedy));
        }
        return findings.stream().allMatch(Finding::isFound) ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }
}
