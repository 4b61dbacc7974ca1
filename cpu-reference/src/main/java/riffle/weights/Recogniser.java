package riffle.weights;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import riffle.network.Architecture;

/** Tells by the names of a file's tensors which network they are of, and in whose dialect. */
final class Recogniser {

    private static final int NAMED = 3;

    private Recogniser() {}

    /**
     * The dialect of these tensors.
     *
     * @throws UnknownNetworkException if the names are of no network that Riffle builds
     */
    static Naming recognise(Map<String, NamedTensor> tensors) throws UnknownNetworkException {
        Names names = new Names(new TreeSet<>(tensors.keySet()));
        if (names.anyLike("features\\.\\d+\\.branch_main_[12]\\..*")) {
            requireNoSecondVersion(names.anyLike("features\\.\\d+\\.branch_main\\..*"));
            return ShuffleNetNames.authors();
        }
        if (names.anyLike("stage[234]\\.ShuffleUnit_Stage[234]_\\d+\\..*")) {
            return ShuffleNetNames.listing2();
        }
        if (names.anyLike("stage[234]\\.\\d+\\.conv[123]\\.[01]\\..*")) {
            return ShuffleNetNames.listing1();
        }
        requireNoSecondVersion(
                names.anyLike("(stage[234]|features)\\.\\d+\\.(branch[12]|branch_main|branch_proj)\\..*"));
        if (names.anyLike("stage[234]\\.\\d+\\.(conv1|dwconv|conv3)\\.weight")) {
            return Naming.of(Dialect.PLAIN, Architecture.SHUFFLENET, UnaryOperator.identity());
        }
        if (names.anyLike("blocks\\.\\d+\\.[03]\\.weight")) {
            return Naming.of(Dialect.PLAIN, Architecture.MOBILENET, UnaryOperator.identity());
        }
        if (names.anyLike("conv[2345]\\.weight")) {
            Architecture family =
                    names.anyLike("fc[678]\\..*") ? Architecture.ALEXNET : Architecture.ALEXNET_CONVOLUTIONS;
            return Naming.of(Dialect.PLAIN, family, UnaryOperator.identity());
        }
        if (names.anyLike("(features|model)\\.\\d+\\..*")) {
            return TorchvisionNames.recognise(tensors);
        }
        throw new UnknownNetworkException("names such as " + names.first() + " are of no network that Riffle knows;"
                + " expected ShuffleNet v1 (stage2.0..., features.0.branch_main_1...), MobileNet v1 (blocks.0...,"
                + " features.1.0...) or AlexNet (conv1 to fc8, features.0...)");
    }

    private static void requireNoSecondVersion(boolean found) throws UnknownNetworkException {
        if (found) {
            throw new UnknownNetworkException(
                    "its names are those of ShuffleNet v2, which Riffle does not build; expected ShuffleNet v1");
        }
    }

    private record Names(TreeSet<String> sorted) {

        boolean anyLike(String pattern) {
            return sorted.stream().anyMatch(name -> name.matches(pattern));
        }

        String first() {
            List<String> some =
                    sorted.stream().limit(NAMED).map(SafeTensorsHeader::quote).toList();
            return some.isEmpty() ? "none at all" : String.join(", ", some);
        }
    }
}
