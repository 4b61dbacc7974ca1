package riffle.weights;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.GlobalAvgPool;
import riffle.operator.PointwiseConv;

/**
 * Turns the authors' ShuffleNet into the paper's where the two are one network with its channels in another order.
 *
 * <p>Both route each group a of a unit's first convolution to every group b of its second. With m channels in between
 * and n = m / g, the paper's shuffle takes channel a n + j to place j g + a, so a sends b the channels with {@code (j g
 * + a) / n = b}. The authors' inverse shuffle takes channel c to group c mod g, so a sends b those of its channels with
 * {@code c mod g = b}; that theirs comes after the depthwise convolution changes nothing, since that treats every
 * channel alone. If the two numbers of channels are the same for every a and b, reordering the channels within each
 * group a makes one of the other. They are for 3 groups at every width, not for 8 at m = 96.
 */
final class AuthorsChannels {

    private AuthorsChannels() {}

    /**
     * Whether the paper's network can do the same: every unit can be reordered, and the last mean is of the whole map.
     */
    static boolean arePlain(Network authors) {
        return authors.nodes().stream().anyMatch(node -> node.operator() instanceof GlobalAvgPool)
                && units(authors).entrySet().stream()
                        .allMatch(unit -> order(
                                        unit.getValue().input().c(),
                                        unit.getValue().groups())
                                != null);
    }

    /**
     * The paper's parameters for the authors'.
     *
     * @param authors the authors' network
     * @param theirs its parameters, by the names of its nodes
     */
    static Map<String, NamedTensor> toPlain(Network authors, Map<String, NamedTensor> theirs) {
        Map<String, NamedTensor> plain = new HashMap<>(theirs);
        units(authors).forEach((unit, conv3) -> {
            int channels = conv3.input().c();
            int groups = conv3.groups();
            int[] first = order(channels, groups);
            int[] shuffled = new int[channels];
            int[] columns = new int[channels];
            for (int place = 0; place < channels; place++) {
                shuffled[place] = first[shuffledFrom(place, channels, groups)];
                columns[place] =
                        shuffled[place] / groups; // theirs: channel c of group c mod g comes to place c / g there
            }
            plain.replaceAll((name, tensor) -> {
                if (name.startsWith(unit + "conv1.") || name.startsWith(unit + "bn1.")) {
                    return rows(tensor, first);
                }
                return name.startsWith(unit + "dwconv.") || name.startsWith(unit + "bn2.")
                        ? rows(tensor, shuffled)
                        : tensor;
            });
            plain.computeIfPresent(unit + "conv3.weight", (name, tensor) -> columns(tensor, columns, groups));
        });
        int classes = theirs.get("fc.weight").dimensions().getFirst();
        plain.put("fc.bias", new NamedTensor(List.of(classes), new float[classes]));
        return plain;
    }

    /** The second convolution of every unit, by the prefix of the unit's names. */
    private static Map<String, PointwiseConv> units(Network network) {
        Map<String, PointwiseConv> units = new HashMap<>();
        for (Node node : network.nodes()) {
            if (node.operator() instanceof PointwiseConv conv && node.name().endsWith("conv3")) {
                units.put(node.name().substring(0, node.name().length() - "conv3".length()), conv);
            }
        }
        return units;
    }

    /**
     * For each channel of the paper's first convolution the authors' channel that does its work; null if there is none.
     */
    private static int[] order(int channels, int groups) {
        int perGroup = channels / groups;
        int[] order = new int[channels];
        for (int a = 0; a < groups; a++) {
            for (int b = 0; b < groups; b++) {
                List<Integer> ours = new ArrayList<>();
                List<Integer> theirs = new ArrayList<>();
                for (int j = 0; j < perGroup; j++) {
                    int channel = a * perGroup + j;
                    if ((j * groups + a) / perGroup == b) {
                        ours.add(channel);
                    }
                    if (channel % groups == b) {
                        theirs.add(channel);
                    }
                }
                if (ours.size() != theirs.size()) {
                    return null;
                }
                for (int i = 0; i < ours.size(); i++) {
                    order[ours.get(i)] = theirs.get(i);
                }
            }
        }
        return order;
    }

    /** The channel that the paper's shuffle brings to a place. */
    private static int shuffledFrom(int place, int channels, int groups) {
        return place % groups * (channels / groups) + place / groups;
    }

    /** The slices of the first dimension in another order. */
    private static NamedTensor rows(NamedTensor tensor, int[] from) {
        float[] data = new float[tensor.data().length];
        int length = data.length / from.length;
        for (int row = 0; row < from.length; row++) {
            System.arraycopy(tensor.data(), from[row] * length, data, row * length, length);
        }
        return new NamedTensor(tensor.dimensions(), data);
    }

    /** The columns of a group convolution's 1x1 filters in another order within each group. */
    private static NamedTensor columns(NamedTensor tensor, int[] from, int groups) {
        int outputs = tensor.dimensions().get(0);
        int columns = tensor.dimensions().get(1);
        float[] data = new float[tensor.data().length];
        for (int output = 0; output < outputs; output++) {
            int group = output / (outputs / groups);
            for (int column = 0; column < columns; column++) {
                data[output * columns + column] = tensor.data()[output * columns + from[group * columns + column]];
            }
        }
        return new NamedTensor(tensor.dimensions(), data);
    }
}
