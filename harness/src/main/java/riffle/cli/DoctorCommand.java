package riffle.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Host;
import riffle.cli.start.Launchpad;
import riffle.doctor.Doctor;
import riffle.doctor.Finding;
import riffle.doctor.OpenClFindings;
import riffle.execution.BackendKind;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.execution.Role;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;

/** {@code riffle doctor}: what the main job needs, found or missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Looks for the JDK, the OpenCL library with its platforms and devices, the TornadoVM SDK and"
                    + " ${bundle:choice.peers}:",
            "found, failed (there, but it does not work, and something else does) or missing, and the command that",
            "gets it.",
            "Exit status 1 if something that the main job needs is missing."
        })
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return run(Launchpad.read(spec), Host.read());
    }

    int run(Launchpad launchpad, Host host) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Doctor.java(Runtime.version(), host.javaHome()));
        findings.addAll(openCl(launchpad));
        findings.add(Doctor.tornado(host.tornadoHome()));
        BackendKinds.in(Role.PEER).forEach(peer -> findings.add(peer(peer, launchpad)));
        return print(findings, spec.commandLine().getOut());
    }

    /** In a process of its own, which a driver may crash. */
    private static List<Finding> openCl(Launchpad launchpad) {
        return switch (launchpad.workers().ask(new Request.Survey(), heard -> {})) {
            case Answer.Surveyed surveyed -> OpenClFindings.of(surveyed.survey());
            case Answer.NoDriver none -> OpenClFindings.none(none.reason(), launchpad.drivers());
            case Answer.Refused refused -> OpenClFindings.none(refused.reason(), launchpad.drivers());
            default -> throw new IllegalStateException("the worker answered another question");
        };
    }

    private static Finding peer(BackendKind peer, Launchpad launchpad) {
        try {
            return Doctor.peer(peer.title(), launchpad.workers().find(peer.name(), null, null));
        } catch (BackendUnavailableException | ExecutionException e) {
            return Doctor.noPeer(peer.title(), e.getMessage());
        }
    }

    /** A line for each finding and one for each remedy; returns the exit status. */
    static int print(List<Finding> findings, PrintWriter out) {
        for (Finding finding : findings) {
            out.println(String.format(
                    Locale.ROOT, "%-8s %-16s %s", finding.state().label(), finding.subject(), finding.detail()));
            finding.remedy().ifPresent(remedy -> out.println(" ".repeat(26) + "get it with: " + remedy));
        }
        return findings.stream().anyMatch(Finding::isMissing) ? ExitStatus.CHECK_FAILED : ExitStatus.DONE;
    }
}
