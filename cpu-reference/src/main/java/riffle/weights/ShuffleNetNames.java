package riffle.weights;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import riffle.network.Architecture;
import riffle.network.ShuffleNetStructure;

/** Names of ShuffleNet's nodes in the three dialects that are not plain. */
final class ShuffleNetNames {

    private static final Pattern IN_UNIT = Pattern.compile("stage([234])\\.(\\d+)\\.(\\w+)");

    /** Units before each stage, in the authors' one sequence of them. */
    private static final Map<String, Integer> UNITS_BEFORE = Map.of("2", 0, "3", 4, "4", 12);

    private static final Map<String, String> AUTHORS = Map.of(
            "conv1", "branch_main_1.0",
            "bn1", "branch_main_1.1",
            "dwconv", "branch_main_1.3",
            "bn2", "branch_main_1.4",
            "conv3", "branch_main_2.0",
            "bn3", "branch_main_2.1");
    private static final Map<String, String> AUTHORS_OUTSIDE =
            Map.of("conv1", "first_conv.0", "bn1", "first_conv.1", "fc", "classifier.0");

    private static final Map<String, String> LISTING_1 = Map.of(
            "conv1", "conv1.0",
            "bn1", "conv1.1",
            "dwconv", "conv2.0",
            "bn2", "conv2.1",
            "conv3", "conv3.0",
            "bn3", "conv3.1");
    private static final Map<String, String> LISTING_1_OUTSIDE =
            Map.of("conv1", "conv1.0", "bn1", "conv1.1", "fc", "fc");

    private static final Map<String, String> LISTING_2 = Map.of(
            "conv1", "g_conv_1x1_compress.conv1x1",
            "bn1", "g_conv_1x1_compress.batch_norm",
            "dwconv", "depthwise_conv3x3",
            "bn2", "bn_after_depthwise",
            "conv3", "g_conv_1x1_expand.conv1x1",
            "bn3", "g_conv_1x1_expand.batch_norm");

    private ShuffleNetNames() {}

    static Naming authors() {
        return naming(Dialect.AUTHORS, ShuffleNetStructure.AUTHORS, node -> {
            Matcher unit = IN_UNIT.matcher(node);
            return unit.matches()
                    ? "features." + (UNITS_BEFORE.get(unit.group(1)) + Integer.parseInt(unit.group(2))) + "."
                            + AUTHORS.get(unit.group(3))
                    : AUTHORS_OUTSIDE.get(node);
        });
    }

    static Naming listing1() {
        return naming(Dialect.LISTING_1, ShuffleNetStructure.LISTING_1, node -> {
            Matcher unit = IN_UNIT.matcher(node);
            return unit.matches()
                    ? "stage" + unit.group(1) + "." + unit.group(2) + "." + LISTING_1.get(unit.group(3))
                    : LISTING_1_OUTSIDE.get(node);
        });
    }

    static Naming listing2() {
        return naming(Dialect.LISTING_2, ShuffleNetStructure.LISTING_2, node -> {
            Matcher unit = IN_UNIT.matcher(node);
            return unit.matches()
                    ? "stage" + unit.group(1) + ".ShuffleUnit_Stage" + unit.group(1) + "_" + unit.group(2) + "."
                            + LISTING_2.get(unit.group(3))
                    : node;
        });
    }

    private static Naming naming(Dialect dialect, ShuffleNetStructure structure, UnaryOperator<String> nodes) {
        return new Naming(dialect, Architecture.SHUFFLENET, structure, nodes);
    }
}
