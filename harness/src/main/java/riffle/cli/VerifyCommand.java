package riffle.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.KernelsOption;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.SourceFormOption;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKinds;
import riffle.measure.campaign.Verification;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Request;
import riffle.network.NetworkSpec;

/** {@code riffle verify}: operators and networks against the reference. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Every operator at odd shapes, small networks and units, on a backend against the reference, and operators",
            "against PyTorch; the reference itself against PyTorch alone. Or the cases of a folder; or one network.",
            "A line a case, errors relative to the largest output. Exit status 1 if one failed or there is none, or if",
            "the default backend cannot run although there is OpenCL."
        })
final class VerifyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private SourceFormOption sources;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--cases",
            paramLabel = "DIR",
            description = "verify all .safetensors in DIR itself; their format is described in docs/cases.md")
    private Path cases;

    @Option(
            names = "--brief",
            description =
                    "verify few small cases instead, in which every kernel runs once: for drivers that take hours")
    private boolean brief;

    @Override
    public Integer call() {
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) {
        if (cases != null && !Files.isDirectory(cases)) {
            throw new ParameterException(spec.commandLine(), "--cases " + cases + " is no folder");
        }
        Optional<NetworkSpec> one = network.find();
        if (cases != null && one.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--cases and --network exclude each other");
        }
        if (backend.bundle().isPresent() && one.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--bundle needs --network: the network that it is of");
        }
        if (brief && (cases != null || one.isPresent())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--brief and " + (cases != null ? "--cases" : "--network") + " exclude each other");
        }
        one.ifPresent(NetworkSpec::build);
        PrintWriter out = spec.commandLine().getOut();
        String name = backend.backend(launchpad);
        Verification verification = new Verification(launchpad.workers(), checked -> out.println(line(checked)));
        Verification.Tally tally = verification.run(new Request.Verify(
                name,
                kernels.set(),
                sources.form(),
                backend.device(),
                cases == null ? null : cases.toAbsolutePath().toString(),
                one.orElse(null),
                brief,
                0));
        out.println("backend " + BackendKinds.of(name).name()
                + tally.device()
                        .map(device ->
                                " on " + device.name() + ", " + device.platform() + ", driver " + device.driver())
                        .orElse(""));
        out.println(tally.passed() + " passed, " + tally.failed() + " failed, " + tally.skipped() + " skipped");
        out.flush();
        backend.remind(launchpad);
        return tally.good() ? ExitStatus.DONE : ExitStatus.CHECK_FAILED;
    }

    /** Name, error, tolerance, outcome; what went wrong behind it. */
    static String line(CaseChecked checked) {
        String outcome = switch (checked.outcome()) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case SKIPPED -> "skipped";
        };
        String numbers = checked.error() == null
                ? ""
                : String.format(Locale.ROOT, " error %.1e, tolerance %.0e", checked.error(), checked.tolerance());
        String reason = checked.reason() == null ? "" : " (" + checked.reason() + ")";
        return checked.name() + ":" + numbers + " " + outcome + reason;
    }
}
