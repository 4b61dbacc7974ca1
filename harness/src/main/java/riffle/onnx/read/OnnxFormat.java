package riffle.onnx.read;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import riffle.network.ModelFile;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.tensor.Shape;
import riffle.weights.ModelWeights;
import riffle.weights.NamedTensor;
import riffle.weights.Weights;

/** ONNX models as what commands, workers and reports take for a network. */
public final class OnnxFormat implements ModelWeights {

    private static final int KEPT = 8;

    /** The last networks, without their weights: counting, planning and naming all ask for them. */
    private static final Map<NetworkSpec, Network> NETWORKS = new LinkedHashMap<>();

    @Override
    public NetworkSpec spec(Path file, OptionalInt batch, OptionalInt height, OptionalInt width) {
        String hash = hash(file);
        Network network =
                OnnxModels.read(file, new InputSizes(batch, height, width)).network();
        Shape input = network.input();
        ModelFile model = new ModelFile(file.toAbsolutePath().normalize().toString(), hash);
        return keep(NetworkSpec.of(model, input.n(), input.h(), input.w()), network);
    }

    @Override
    public Network network(NetworkSpec spec) {
        synchronized (NETWORKS) {
            Network known = NETWORKS.get(spec);
            if (known != null) {
                return known;
            }
        }
        Network network = read(spec).network();
        keep(spec, network);
        return network;
    }

    @Override
    public Weights weights(NetworkSpec spec) {
        return read(spec).weights();
    }

    @Override
    public Map<String, NamedTensor> outputs(NetworkSpec spec, float[] output) {
        return read(spec).split(output);
    }

    /**
     * The model of a network.
     *
     * @throws OnnxException if the file is not there, has changed, or holds what is not taken
     */
    public static OnnxNetwork read(NetworkSpec spec) {
        Path file = Path.of(spec.model().path());
        if (!hash(file).equals(spec.model().sha256())) {
            throw new OnnxException(
                    file + " has changed since: its hash was " + spec.model().sha256());
        }
        OnnxNetwork read = OnnxModels.read(file, InputSizes.of(spec.batch(), spec.height(), spec.width()));
        Shape input = read.network().input();
        if (input.n() != spec.batch() || input.h() != spec.height() || input.w() != spec.width()) {
            throw new OnnxException(
                    file + ": its input is " + input + ", not of batch " + spec.batch() + " and " + spec.size());
        }
        return read;
    }

    private static NetworkSpec keep(NetworkSpec spec, Network network) {
        synchronized (NETWORKS) {
            NETWORKS.put(spec, network);
            if (NETWORKS.size() > KEPT) {
                NETWORKS.remove(NETWORKS.keySet().iterator().next());
            }
        }
        return spec;
    }

    private static String hash(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchFileException e) {
            throw new OnnxException(file + ": is not there", e);
        } catch (IOException e) {
            throw new OnnxException(file + ": cannot be read: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
