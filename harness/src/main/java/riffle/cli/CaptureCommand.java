package riffle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.bundle.Bundle;
import riffle.bundle.BundleFile;
import riffle.bundle.JavaSources;
import riffle.bundle.KernelLibrary;
import riffle.bundle.Library;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.KernelsOption;
import riffle.cli.option.LabelConverter;
import riffle.cli.option.NetworkOptions;
import riffle.cli.option.SourceFormOption;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.form.Forms;
import riffle.measure.campaign.Capture;
import riffle.measure.process.TemporaryFolder;
import riffle.measure.protocol.Answer;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.result.Status;

/** {@code riffle capture}: the OpenCL that TornadoVM generates, for where TornadoVM cannot run. */
@Command(
        name = "capture",
        mixinStandardHelpOptions = true,
        description = {
            "Compiles every kernel with TornadoVM and writes the library that is shipped.",
            "With --network, writes a bundle instead: the plan of one network and the kernels that it needs.",
            "With --flat, writes its flat form, for riffle-run on devices without Java (docs/phones.md).",
            "With --show, prints the OpenCL of one kernel beside the Java that it was compiled from.",
            "Only the first of these needs TornadoVM."
        })
final class CaptureCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--plan",
            paramLabel = "PLAN",
            converter = BackendOptions.PlanConverter.class,
            description = "unfused, fused or merged, for a bundle (default: fused)")
    private PlanKind plan = PlanKind.FUSED;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private SourceFormOption sources;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = {
                ".safetensors file of weights, to travel with the bundle; of whole networks in any dialect of"
                        + " docs/weights.md, and groups, scale and classes are seen from them"
            })
    private Path weights;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "file to write (default for the library: where the build ships it from)")
    private Path output;

    @Option(
            names = "--flat",
            paramLabel = "FILE",
            description = {
                "file to write the bundle's flat form to, with or without --output: with weights (without --weights"
                        + " the random ones of bench), an input and the reference's output"
            })
    private Path flat;

    @Option(
            names = "--show",
            paramLabel = "KERNEL",
            converter = KernelConverter.class,
            description = "name of a kernel to print")
    private Kernel show;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec));
    }

    /** The network that a bundle is asked for. */
    Optional<NetworkSpec> network() {
        return network.find();
    }

    int run(Launchpad launchpad) throws IOException {
        Optional<NetworkSpec> chosen = network();
        if (show != null || chosen.isEmpty()) {
            refuse("--kernels", kernels.set(), "the library has all sets");
            if (show == null) {
                refuse("--source-form", sources.form(), "the library has sources as they were generated");
            }
            refuse("--weights", weights, "the library has none");
            refuse("--flat", flat, "the library has no flat form");
        }
        if (show != null) {
            show(launchpad);
        } else if (chosen.isPresent()) {
            writeBundle(chosen.get());
        } else {
            captureLibrary(launchpad);
        }
        return ExitStatus.DONE;
    }

    /** What is for a bundle, where none is written. */
    private void refuse(String option, Object given, String because) {
        if (given != null) {
            throw new ParameterException(spec.commandLine(), option + " is for the bundle of a --network; " + because);
        }
    }

    private void show(Launchpad launchpad) {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = launchpad.kernelSources();
        if (Files.isDirectory(folder)) {
            JavaSources sources = JavaSources.in(folder);
            String file = sources.file(show);
            out.println("// ==== " + Path.of(file).getFileName() + " ====");
            out.println(sources.text(file));
        } else {
            out.println("// " + folder + " is not here: sources are in the project, not in its jars");
        }
        SourceForm form = sources.form() == null ? SourceForm.GENERATED : sources.form();
        out.println("// ==== " + show.method() + ".cl, generated by TornadoVM "
                + Library.shipped().tornadoVersion()
                + form.note().map(note -> ", " + note).orElse("") + " ====");
        out.println(Forms.of(form, Library.shipped().source(show)).opencl());
    }

    private void writeBundle(NetworkSpec chosen) {
        if (output == null && flat == null) {
            throw new ParameterException(
                    spec.commandLine(), "--output is missing: which file gets the bundle? Or --flat, for riffle-run");
        }
        if (flat == null && sources.form() != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--source-form is for --flat and --show; a bundle has sources as they were generated, and who"
                            + " builds them chooses");
        }
        Optional<Trained> trained =
                Optional.ofNullable(weights).map(file -> Trained.read(file, chosen, network.asked()));
        Network built = trained.map(Trained::network).orElseGet(chosen::build);
        KernelSet set = kernels.set() == null ? KernelSet.WIDE : kernels.set();
        Plan made = Planner.plan(built, plan, set);
        if (output != null) {
            Bundle bundle = Bundle.of(Library.shipped(), made, trained.map(Trained::weights));
            BundleFile.write(bundle, output);
            report(bundle.library(), output);
        }
        if (flat != null) {
            writeFlat(trained.orElseGet(() -> Trained.drawn(chosen, built)), made);
        }
    }

    private void writeFlat(Trained trained, Plan made) {
        boolean drawn = weights == null && trained.spec().model() == null;
        String origin = drawn ? FlatNetwork.DRAWN : "trained";
        spec.commandLine()
                .getOut()
                .println(FlatNetwork.write(trained, made, Optional.ofNullable(sources.form()), origin, flat));
    }

    private void captureLibrary(Launchpad launchpad) throws IOException {
        if (!Files.isDirectory(launchpad.kernelSources())) {
            throw new ParameterException(
                    spec.commandLine(),
                    launchpad.kernelSources() + ": the kernels' sources are not there, and only where they are, in the"
                            + " project, can they be captured; --network and --show need none");
        }
        Path file = output == null ? launchpad.shippedLibrary() : output;
        try (TemporaryFolder folder = TemporaryFolder.create("riffle-library")) {
            Path captured = folder.path().resolve("library.zip"); // standard output of a worker is not ours
            Answer.Last answer = Capture.run(launchpad.workers(), launchpad.kernelSources(), captured);
            if (answer instanceof Answer.Refused refused) {
                throw refused.status() == Status.UNAVAILABLE
                        ? new BackendUnavailableException(refused.reason())
                        : new ExecutionException(refused.reason(), null);
            }
            KernelLibrary library = BundleFile.readLibrary(captured);
            BundleFile.write(library, file);
            report(library, file);
        }
    }

    private void report(KernelLibrary library, Path file) {
        spec.commandLine()
                .getOut()
                .println(file + ": " + library.kernels().size() + " kernels, generated by TornadoVM "
                        + library.tornadoVersion());
    }

    /** Reads a kernel's name: its method's. */
    static final class KernelConverter extends LabelConverter<Kernel> {
        KernelConverter() {
            super("kernel", Kernel.values(), Kernel::method);
        }
    }
}
