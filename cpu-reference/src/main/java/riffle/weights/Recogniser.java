package riffle.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            requireNoSecondVersion(names);
            return ShuffleNetNames.authors();
        }
        if (names.anyLike("stage[234]\\.ShuffleUnit_Stage[234]_\\d+\\..*")) {
            return ShuffleNetNames.listing2();
        }
        if (names.anyLike("stage[234]\\.\\d+\\.conv[123]\\.[01]\\..*")) {
            return ShuffleNetNames.listing1();
        }
        requireNoSecondVersion(names);
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
        Optional<Naming> modules = ModuleNames.recognise(names.sorted());
        if (modules.isPresent()) {
            return modules.get();
        }
        if (names.anyLike("(features|model)\\.\\d+\\..*")) {
            return TorchvisionNames.recognise(tensors);
        }
        throw new UnknownNetworkException("names such as " + names.first() + " are of no network that Riffle knows;"
                + " expected ShuffleNet v1 (stage2.0..., features.0.branch_main_1...), MobileNet v1 (blocks.0...,"
                + " features.1.0...), AlexNet (conv1 to fc8, features.0...), or one with torchvision's names:"
                + " ShuffleNet v2, MobileNet v2 or v3, SqueezeNet 1.1, ResNet-18");
    }

    private static void requireNoSecondVersion(Names names) throws UnknownNetworkException {
        if (names.anyLike("features\\.\\d+\\.(branch_main|branch_proj)\\..*")) {
            throw new UnknownNetworkException("its names are those of the release of ShuffleNet v2's authors, whose"
                    + " units split channels into even and odd ones: Riffle does not build them; expected"
                    + " torchvision's ShuffleNet v2 (stage2.0.branch1...)");
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
