package riffle.onnx.read;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import riffle.onnx.format.ModelProto;
import riffle.onnx.format.OperatorSetIdProto;
import riffle.onnx.format.TensorProto;
import riffle.onnx.format.ValueInfoProto;

/** Files of ONNX models, read. */
public final class OnnxModels {

    private static final int OLDEST = 6;
    private static final int NEWEST = 25;

    private OnnxModels() {}

    /**
     * The network of a model.
     *
     * @param file the model; external data lie beside it
     * @param sizes extents that the model may leave open
     * @throws OnnxException if the file cannot be read, is no model, or holds what is not taken; the message begins
     *     with the file
     */
    public static OnnxNetwork read(Path file, InputSizes sizes) {
        return read(file, sizes, Map.of());
    }

    /**
     * The network of a model of whose inputs some are known.
     *
     * @param given their tensors, by ONNX's name
     */
    static OnnxNetwork read(Path file, InputSizes sizes, Map<String, TensorProto> given) {
        return read(file, () -> Files.readAllBytes(file), sizes, given);
    }

    /** Where the bytes of a model come from. */
    interface Source {
        byte[] bytes() throws IOException;
    }

    static OnnxNetwork read(Path file, Source source, InputSizes sizes, Map<String, TensorProto> given) {
        try {
            TensorReader tensors = new TensorReader(file.toAbsolutePath().getParent());
            Map<String, Constant> known = new HashMap<>();
            given.forEach((name, tensor) -> known.put(name, tensors.read(tensor, "input " + name)));
            return OnnxNetwork.of(name(file), parse(source), tensors, known, sizes);
        } catch (UntakenException e) {
            throw new UntakenException(file + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new OnnxException(file + ": " + e.getMessage(), e);
        }
    }

    /** What people call the network of a file: its name without the ending. */
    public static String name(Path file) {
        return file.getFileName().toString().replaceFirst("\\.onnx$", "");
    }

    /** The message in a file; without its file in what it refuses. */
    static ModelProto parse(Source source) {
        try {
            ModelProto model = ModelProto.parseFrom(source.bytes());
            if (!model.hasGraph()) {
                throw new OnnxException("is no ONNX model: it has no graph");
            }
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxException("is no ONNX model, or not all of one: " + e.getMessage(), e);
        } catch (NoSuchFileException e) {
            throw new OnnxException("is not there", e);
        } catch (IOException e) {
            throw new OnnxException("cannot be read: " + e.getMessage(), e);
        } catch (OutOfMemoryError e) {
            throw new OnnxException(
                    "is larger than a model can be, 2 GB, or than this Java's memory: "
                            + (Runtime.getRuntime().maxMemory() >> 20) + " MiB",
                    e);
        }
    }

    /** Version of ONNX's own operators that a model is written in. */
    static int operatorSet(ModelProto model) {
        long version = 0;
        for (OperatorSetIdProto set : model.getOpsetImportList()) {
            if (set.getDomain().isEmpty() || set.getDomain().equals("ai.onnx")) {
                version = Math.max(version, set.getVersion());
            }
        }
        if (version < OLDEST || version > NEWEST) {
            throw new UntakenException(
                    "is written in operator set " + version + ", must be " + OLDEST + " to " + NEWEST);
        }
        return (int) version;
    }

    /** ONNX's names of a model's inputs that have no initialiser, in order. */
    static Map<String, ValueInfoProto> inputs(ModelProto model) {
        Map<String, ValueInfoProto> inputs = new LinkedHashMap<>();
        model.getGraph().getInputList().forEach(input -> inputs.put(input.getName(), input));
        model.getGraph().getInitializerList().forEach(tensor -> inputs.remove(tensor.getName()));
        return inputs;
    }
}
