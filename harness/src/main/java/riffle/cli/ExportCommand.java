package riffle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import riffle.cli.option.NetworkOptions;
import riffle.cli.start.ExitStatus;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.onnx.OnnxFile;
import riffle.onnx.OnnxModel;
import riffle.onnx.format.ModelProto;

/** {@code riffle export}: a network with its weights, for other engines. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Writes a network with its weights as an ONNX file, whole or not at all; docs/onnx.md says what is in it.",
            "Without --weights the weights are the random ones that bench and reproduce run."
        })
final class ExportCommand implements Callable<Integer> {

    private static final double BYTES_PER_MB = 1e6;

    @Spec
    private CommandSpec spec;

    @Mixin
    private NetworkOptions network;

    @Option(
            names = "--onnx",
            paramLabel = "FILE",
            required = true,
            description = "ONNX file to write (operator set " + OnnxModel.OPERATOR_SET + ")")
    private Path file;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = {
                ".safetensors file of weights; of whole networks in any dialect of docs/weights.md, and groups, scale"
                        + " and classes are seen from them"
            })
    private Path weights;

    @Override
    public Integer call() throws IOException {
        NetworkSpec chosen = network.require();
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || folder == null || !Files.isDirectory(folder)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--onnx " + file + " cannot be written: " + folder + " must be a folder, and " + file + " none");
        }
        Trained trained = read(chosen);
        ModelProto model = OnnxModel.of(trained.network(), trained.weights());
        OnnxFile.write(file, model);
        spec.commandLine()
                .getOut()
                .println(String.format(
                        Locale.ROOT,
                        "%s: %s %s, %s; %d ONNX nodes of operator set %d, %.1f MB",
                        file,
                        trained.network().name(),
                        trained.network().input(),
                        origin(chosen),
                        model.getGraph().getNodeCount(),
                        OnnxModel.OPERATOR_SET,
                        model.getSerializedSize() / BYTES_PER_MB));
        return ExitStatus.DONE;
    }

    private String origin(NetworkSpec chosen) {
        if (weights != null) {
            return "weights of " + weights;
        }
        return chosen.model() == null
                ? "random weights"
                : "weights of " + chosen.model().path();
    }

    private Trained read(NetworkSpec chosen) {
        if (weights != null) {
            return Trained.read(weights, chosen, network.asked());
        }
        Network built = chosen.build();
        OnnxModel.requireSize(built); // before memory is taken for them
        return Trained.drawn(chosen, built);
    }
}
