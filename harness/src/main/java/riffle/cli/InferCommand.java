package riffle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.bundle.BundleFile;
import riffle.cli.option.BackendOptions;
import riffle.cli.option.KernelsOption;
import riffle.cli.option.LabelConverter;
import riffle.cli.option.NetworkName;
import riffle.cli.option.SourceFormOption;
import riffle.cli.start.ExitStatus;
import riffle.cli.start.Launchpad;
import riffle.execution.BackendKinds;
import riffle.execution.PlanKind;
import riffle.image.Preparation;
import riffle.measure.process.TemporaryFolder;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.ForwardPass;
import riffle.measure.protocol.Request;
import riffle.network.Architecture;
import riffle.network.ModelFormat;
import riffle.network.NetworkSpec;
import riffle.report.InferenceResult;
import riffle.report.Labels;
import riffle.result.Status;
import riffle.result.json.Json;
import riffle.tensor.OddValues;
import riffle.tensor.Shape;
import riffle.weights.Asked;
import riffle.weights.Checkpoint;
import riffle.weights.ModelWeights;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.Weights;

/** {@code riffle infer}: one forward pass of a trained network. */
@Command(
        name = "infer",
        mixinStandardHelpOptions = true,
        description = {
            "One forward pass of a trained network: what is in this photo, or the output for this tensor.",
            "Network, groups, scale and classes are seen from the weights; docs/weights.md says how to make the file."
        })
final class InferCommand implements Callable<Integer> {

    private static final int MOST_TOP = 1000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--network",
            paramLabel = "NAME",
            converter = NetworkName.Converter.class,
            description = "family that the weights must be of (default: any); or FILE.onnx, a network with its weights")
    private NetworkName network;

    @Option(names = "--groups", paramLabel = "G", description = "groups that the weights must be of (default: any)")
    private Integer groups;

    @Option(names = "--scale", paramLabel = "S", description = "scale that the weights must be of (default: any)")
    private Double scale;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = ".safetensors file of weights (default: those in the bundle)")
    private Path weights;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            required = true,
            description = {
                "PNG or JPEG, prepared as --preprocess says, or a .safetensors file with tensor input, images x 3 x"
                        + " height x width, taken as it is"
            })
    private Path input;

    @Option(
            names = "--preprocess",
            paramLabel = "P",
            converter = PreparationConverter.class,
            description = {
                "how a photo is prepared: torchvision, authors (as OpenCV resizes; blue, green, red, 0 to 255)"
                        + " or none (every pixel; red, green, blue, 0 to 255) (default: authors for weights of dialect"
                        + " authors, else torchvision)"
            })
    private Preparation preparation;

    @Option(
            names = "--allow-non-finite",
            description = "run a tensor with NaN or infinities, which is refused otherwise; an output with them has no"
                    + " classes")
    private boolean allowNonFinite;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = ".safetensors file to write the network's output to, as tensor output")
    private Path output;

    @Option(names = "--labels", paramLabel = "FILE", description = "text file with the name of each class on a line")
    private Path labels;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description = "classes to print (default: ${DEFAULT-VALUE})")
    private int top;

    @Mixin
    private BackendOptions backend;

    @Mixin
    private KernelsOption kernels;

    @Mixin
    private SourceFormOption sources;

    @Option(
            names = "--plan",
            paramLabel = "P",
            converter = BackendOptions.PlanConverter.class,
            description = "unfused, fused or merged (default: fused; the ${bundle:choice.oracle} runs unfused only)")
    private PlanKind plan;

    @Option(names = "--json", description = "print one object instead of a table")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return run(Launchpad.read(spec));
    }

    int run(Launchpad launchpad) throws IOException {
        requireOptions();
        try (TemporaryFolder folder = TemporaryFolder.create("riffle-infer")) {
            InferInput given = InferInput.read(input, preparation, allowNonFinite);
            Path parameters = parameters(folder.path());
            Checkpoint checkpoint = parameters == null
                    ? Checkpoint.of(model(given.shape()))
                    : Checkpoint.read(parameters, asked(), given.shape());
            Labels names = labels == null
                    ? Labels.NONE
                    : Labels.read(labels, checkpoint.network().output().c());
            Path tensor = folder.path().resolve("input.safetensors");
            ForwardPass.writeInput(tensor, given.tensor(checkpoint.dialect()));
            Path result = folder.path().resolve("output.safetensors");
            ForwardPass pass = new ForwardPass(checkpoint.spec(), parameters, tensor, result);
            String name = backend.backend(launchpad);
            PlanKind chosen = plan == null ? BackendKinds.of(name).plans().usual() : plan;
            Answer.Last answer = launchpad
                    .workers()
                    .ask(
                            new Request.Infer(pass, name, chosen, kernels.set(), sources.form(), backend.device()),
                            heard -> {});
            if (!(answer instanceof Answer.Inferred inferred)) {
                return refuse(answer, launchpad);
            }
            NamedTensor raw = ForwardPass.readOutput(result);
            Map<String, NamedTensor> outputs =
                    isModel() ? ModelWeights.split(checkpoint.spec(), raw.data()) : Map.of("output", raw);
            if (output != null) {
                SafeTensors.write(output, Map.of(), outputs.size() == 1 ? Map.of("output", raw) : outputs);
            }
            given.preparation(checkpoint.dialect()).ifPresent(launchpad::warn);
            Optional<String> odd = OddValues.notFinite(raw.data());
            if (odd.isPresent()) {
                launchpad.warn("the output has " + odd.get() + ": no class can be told from it"
                        + (output == null ? " (--output FILE keeps it)" : "; " + output + " has it"));
                return ExitStatus.CHECK_FAILED;
            }
            print(InferenceResult.of(
                    checkpoint,
                    outputs.size() == 1 ? raw : new NamedTensor(List.of(raw.data().length), raw.data()),
                    names,
                    top,
                    BackendKinds.of(name).name(),
                    inferred.device().name(),
                    backend.instead().orElse(null)));
            backend.remind(launchpad);
            return ExitStatus.DONE;
        }
    }

    private void requireOptions() {
        Optional<Architecture> unit = family().filter(Architecture::isUnit);
        if (unit.isPresent()) {
            throw wrong("--network is " + unit.get().label() + ", but infer runs whole networks");
        }
        if (isModel() && (weights != null || groups != null || scale != null)) {
            throw wrong("--network is " + network.file().orElseThrow()
                    + ", which has its own weights: --weights, --groups and --scale are for named networks");
        }
        if (top < 1 || top > MOST_TOP) {
            throw wrong("--top is " + top + ", must be between 1 and " + MOST_TOP);
        }
        if (output != null) {
            Path folder = output.toAbsolutePath().getParent();
            if (Files.isDirectory(output) || folder == null || !Files.isDirectory(folder)) {
                throw wrong("--output " + output + " cannot be written: " + folder + " must be a folder, and " + output
                        + " none");
            }
        }
    }

    /** The file of weights; null for a model, which has its own. */
    private Path parameters(Path folder) {
        if (isModel()) {
            return null;
        }
        return weights == null ? weightsOfBundle(folder) : weights.toAbsolutePath();
    }

    private boolean isModel() {
        return network != null && network.file().isPresent();
    }

    private NetworkSpec model(Shape input) {
        Path file = network.file().orElseThrow();
        NetworkSpec found;
        try {
            found = ModelFormat.installed()
                    .spec(file, OptionalInt.of(input.n()), OptionalInt.of(input.h()), OptionalInt.of(input.w()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " (" + this.input + " gives " + input + ")", e);
        }
        List<Shape> inputs = found.build().inputs();
        if (!inputs.equals(List.of(input))) {
            throw new IllegalArgumentException(
                    file + " takes " + inputs + ", but " + this.input + " gives " + input + "; infer gives one input");
        }
        return found;
    }

    private Optional<Architecture> family() {
        return Optional.ofNullable(network).flatMap(NetworkName::family);
    }

    /** Writes the weights that travel with the bundle to a file of their own. */
    private Path weightsOfBundle(Path folder) {
        Path bundle = backend.bundle()
                .orElseThrow(
                        () -> wrong("--weights is missing: a .safetensors file, or a --bundle that holds weights"));
        Weights held = BundleFile.read(bundle)
                .weights()
                .orElseThrow(() ->
                        wrong("--weights is missing: " + bundle + " holds none (capture --weights puts them there)"));
        Path file = folder.resolve("weights.safetensors");
        SafeTensors.write(file, held.dialect().metadata(), held.tensors());
        return file;
    }

    private Asked asked() {
        return new Asked(
                family(),
                groups == null ? OptionalInt.empty() : OptionalInt.of(groups),
                scale == null ? OptionalDouble.empty() : OptionalDouble.of(scale));
    }

    private static int refuse(Answer.Last answer, Launchpad launchpad) {
        if (answer instanceof Answer.Refused refused) {
            launchpad.warn(refused.status().label() + ": " + refused.reason());
            return refused.status() == Status.UNAVAILABLE ? ExitStatus.WRONG_USE : ExitStatus.CHECK_FAILED;
        }
        launchpad.warn("the worker answered another question");
        return ExitStatus.CHECK_FAILED;
    }

    private void print(InferenceResult inference) throws JsonProcessingException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.document(inference));
        } else {
            out.print(inference.text());
        }
        out.flush();
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Reads the value of --preprocess. */
    static final class PreparationConverter extends LabelConverter<Preparation> {
        PreparationConverter() {
            super("preparation", Preparation.values(), Preparation::label);
        }
    }
}
