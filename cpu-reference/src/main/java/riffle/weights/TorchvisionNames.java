package riffle.weights;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import riffle.network.Architecture;

/**
 * Numbered names in torchvision's manner. MobileNet v1 comes as {@code features.B.I.weight} or {@code
 * model.B.I.weight}, B a block and I a layer in it, or with convolution and normalisation in a sequence of their own,
 * {@code features.B.J.I.weight}; AlexNet as {@code features.N.weight} and {@code classifier.N.weight}, which has our
 * structure only if it is the two-group network.
 */
final class TorchvisionNames {

    private static final Pattern BLOCK_LAYER = Pattern.compile("(features|model)\\.(\\d+)\\.\\d+\\.weight");
    private static final Pattern BLOCK_SEQUENCE = Pattern.compile("(features|model)\\.([1-9]\\d*)\\.[01]\\.0\\.weight");
    private static final Pattern CLASSIFIER = Pattern.compile("(classifier(?:\\.\\d+)?|fc)\\.weight");
    private static final Pattern NUMBERED = Pattern.compile("(features|classifier)\\.(\\d+)\\.weight");
    private static final Pattern IN_BLOCK = Pattern.compile("blocks\\.(\\d+)\\.([0134])");

    /**
     * What precedes each convolution of AlexNet in a sequence: rectifier, normalisation and pool, or the rectifier
     * alone.
     */
    private static final List<Integer> ALEXNET_STEPS = List.of(4, 4, 2, 2);

    private static final int ALEXNET_FIRST_FILTERS = 96;
    private static final int MOBILENET_BLOCKS = 14;

    private TorchvisionNames() {}

    /**
     * The names of a MobileNet or an AlexNet.
     *
     * @throws UnknownNetworkException if it is neither, or one whose structure is not ours; the message says why
     */
    static Naming recognise(Map<String, NamedTensor> tensors) throws UnknownNetworkException {
        return tensors.keySet().stream()
                        .anyMatch(name -> BLOCK_LAYER.matcher(name).matches())
                ? mobileNet(tensors)
                : alexNet(tensors);
    }

    private static Naming mobileNet(Map<String, NamedTensor> tensors) throws UnknownNetworkException {
        String body = null;
        int blocks = 0;
        boolean sequences = false;
        String classifier = "fc";
        for (String name : new TreeMap<>(tensors).keySet()) {
            Matcher layer = BLOCK_LAYER.matcher(name);
            Matcher sequence = BLOCK_SEQUENCE.matcher(name);
            Matcher last = CLASSIFIER.matcher(name);
            if (layer.matches()) {
                body = layer.group(1);
                blocks = Math.max(blocks, number(layer.group(2)) + 1);
            } else if (sequence.matches()) {
                sequences = true;
                blocks = Math.max(blocks, number(sequence.group(2)) + 1);
            } else if (last.matches()) {
                classifier = last.group(1);
            }
        }
        if (blocks != MOBILENET_BLOCKS) {
            throw new UnknownNetworkException("it has " + blocks + " numbered blocks (" + body
                    + ".N...), expected the 14 of MobileNet v1: a convolution and 13 depthwise separable ones");
        }
        return Naming.of(Dialect.TORCHVISION, Architecture.MOBILENET, mobileNetNodes(body, classifier, sequences));
    }

    private static UnaryOperator<String> mobileNetNodes(String body, String classifier, boolean sequences) {
        Map<String, String> outside = Map.of("conv1", body + ".0.0", "bn1", body + ".0.1", "fc", classifier);
        Map<String, String> layers = sequences
                ? Map.of("0", "0.0", "1", "0.1", "3", "1.0", "4", "1.1")
                : Map.of("0", "0", "1", "1", "3", "3", "4", "4");
        return node -> {
            Matcher block = IN_BLOCK.matcher(node);
            return block.matches()
                    ? body + "." + (number(block.group(1)) + 1) + "." + layers.get(block.group(2))
                    : outside.get(node);
        };
    }

    private static Naming alexNet(Map<String, NamedTensor> tensors) throws UnknownNetworkException {
        TreeMap<Integer, String> features = new TreeMap<>();
        TreeMap<Integer, String> classifier = new TreeMap<>();
        tensors.keySet().forEach(name -> {
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches()) {
                (numbered.group(1).equals("features") ? features : classifier)
                        .put(number(numbered.group(2)), name.substring(0, name.lastIndexOf('.')));
            }
        });
        List<Integer> places = List.copyOf(features.keySet());
        if (features.size() != 5 || classifier.size() != 3) {
            throw new UnknownNetworkException("it has " + features.size() + " numbered convolutions (features.N) and "
                    + classifier.size() + " fully connected layers (classifier.N), expected AlexNet's 5 and 3");
        }
        requireTwoGroupAlexNet(tensors.get(features.firstEntry().getValue() + ".weight"), places);
        Map<String, String> names = new HashMap<>();
        for (String name : features.values()) {
            names.put("conv" + (names.size() + 1), name);
        }
        for (String name : classifier.values()) {
            names.put("fc" + (names.size() + 1), name);
        }
        return Naming.of(Dialect.TORCHVISION, Architecture.ALEXNET, names::get);
    }

    private static void requireTwoGroupAlexNet(NamedTensor first, List<Integer> places) throws UnknownNetworkException {
        int filters = first.dimensions().isEmpty() ? 0 : first.dimensions().getFirst();
        if (filters != ALEXNET_FIRST_FILTERS) {
            throw new UnknownNetworkException("its first convolution has " + filters + " filters: torchvision's own"
                    + " AlexNet is another network (64 filters, no groups, no response normalisation, other padding);"
                    + " expected the two-group AlexNet of 2012 with " + ALEXNET_FIRST_FILTERS);
        }
        for (int i = 0; i < ALEXNET_STEPS.size(); i++) {
            int step = places.get(i + 1) - places.get(i);
            if (step != ALEXNET_STEPS.get(i)) {
                throw new UnknownNetworkException("convolutions " + (i + 1) + " and " + (i + 2) + " are " + step
                        + " places apart in features, expected " + ALEXNET_STEPS.get(i)
                        + ": rectifier, response normalisation and pool after the first two, the rectifier alone after"
                        + " the next");
            }
        }
    }

    /** Numbers too long to be one are beyond every network. */
    private static int number(String digits) {
        return digits.length() > 6 ? 999_999 : Integer.parseInt(digits);
    }
}
