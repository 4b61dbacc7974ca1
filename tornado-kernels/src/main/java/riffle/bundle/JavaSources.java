package riffle.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import riffle.plan.family.Kernel;

/** The Java sources of the kernels, and their hashes: what ties captured code to the code that it came from. */
public final class JavaSources {

    /** What every kernel may call. */
    private static final List<String> HELPERS = List.of(
            "DepthwiseRows.java",
            "Lanes.java",
            "MediumTiles.java",
            "Narrow.java",
            "NarrowTiles.java",
            "Part.java",
            "Planes.java",
            "PointwiseEnds.java",
            "PointwiseTiles.java",
            "Wide.java");

    private JavaSources() {}

    /** Name of the file, in the folder of riffle.kernel, that holds a kernel's method. */
    public static String file(Kernel kernel) {
        return switch (kernel.whole()) {
            case POINTWISE_CONV, POINTWISE_CONV_ADD -> "PointwiseConvKernel.java";
            case CONV2D, CONV2D_STRIDE_1 -> "Conv2dKernel.java";
            case STEM_CONV -> "StemConvKernel.java";
            case DEPTHWISE_CONV -> "DepthwiseConvKernel.java";
            case DEPTHWISE_CONV_3X3, DEPTHWISE_CONV_3X3_STRIDE_2 -> "DepthwiseConv3x3Kernel.java";
            case NARROW_POINTWISE_CONV, NARROW_POINTWISE_CONV_ADD -> "NarrowPointwiseConvKernel.java";
            case NARROW_CONV2D, NARROW_CONV2D_STRIDE_1 -> "NarrowConv2dKernel.java";
            case NARROW_DEPTHWISE_CONV, NARROW_DEPTHWISE_CONV_STRIDE_1 -> "NarrowDepthwiseConvKernel.java";
            case SHUFFLE_UNIT, SHUFFLE_UNIT_STRIDE_2, DEPTHWISE_POINTWISE -> "MergedConvKernel.java";
            case PAD -> "PadKernel.java";
            case CHANNEL_SHUFFLE -> "ChannelShuffleKernel.java";
            case CONCAT -> "ConcatKernel.java";
            case BATCH_NORM -> "BatchNormKernel.java";
            case RELU -> "ReluKernel.java";
            case ADD_RELU -> "AddReluKernel.java";
            case MAX_POOL, MAX_POOL_3X3 -> "MaxPoolKernel.java";
            case AVG_POOL -> "AvgPoolKernel.java";
            case AVG_POOL_3X3 -> "AvgPool3x3Kernel.java";
            case GLOBAL_AVG_POOL -> "GlobalAvgPoolKernel.java";
            case FULLY_CONNECTED -> "FullyConnectedKernel.java";
            case LOCAL_RESPONSE_NORM -> "LocalResponseNormKernel.java";
            case SOFTMAX, LOG_SOFTMAX -> "SoftmaxKernel.java";
            case PEAK_1, PEAK_2, PEAK_4, PEAK_8, PEAK_16 -> "PeakKernel.java";
            case FILL, READ, COPY, TRIAD -> "BandwidthKernel.java";
            case NOTHING -> "NothingKernel.java";
            default -> throw new IllegalArgumentException(kernel.method() + " is not a whole kernel");
        };
    }

    /**
     * SHA-256 of a kernel's file and of the helpers, in that order, each behind its name on a line; line ends count as
     * line feeds, everything else as it stands.
     *
     * @param folder the sources of riffle.kernel
     * @return 64 hexadecimal digits
     * @throws BundleException if a source cannot be read
     */
    public static String hash(Kernel kernel, Path folder) {
        MessageDigest digest = sha256();
        add(digest, folder.resolve(file(kernel)));
        for (String helper : HELPERS) {
            add(digest, folder.resolve(helper));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, Path source) {
        try {
            String text = Files.readString(source).replace("\r\n", "\n").replace('\r', '\n');
            digest.update((source.getFileName() + "\n" + text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BundleException(source + ": cannot be read: " + e, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
