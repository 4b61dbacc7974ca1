package riffle.weights;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import riffle.network.Architecture;

/** Families whose nodes have the names of torchvision's modules, each told by names that no other has. */
final class ModuleNames {

    /** Places in MobileNet v3's features that the large network alone has. */
    private static final String LARGE_ONLY = "features\\.1[3-6]\\..*";

    private static final Map<Pattern, Architecture> TELLING = new LinkedHashMap<>();

    static {
        tell("stage[234]\\.\\d+\\.branch[12]\\.\\d+\\..*", Architecture.SHUFFLENET_V2);
        tell("features\\.\\d+\\.conv\\.\\d+\\..*", Architecture.MOBILENET_V2);
        tell("features\\.\\d+\\.block\\.\\d+\\..*", Architecture.MOBILENET_V3_SMALL);
        tell("features\\.\\d+\\.expand[13]x[13]\\..*", Architecture.SQUEEZENET);
        tell("layer[1234]\\.\\d+\\.conv[12]\\..*", Architecture.RESNET_18);
    }

    private ModuleNames() {}

    private static void tell(String names, Architecture family) {
        TELLING.put(Pattern.compile(names), family);
    }

    /** The names of one of these families; empty if they are of none. */
    static Optional<Naming> recognise(Set<String> names) {
        return TELLING.entrySet().stream()
                .filter(telling -> names.stream()
                        .anyMatch(name -> telling.getKey().matcher(name).matches()))
                .findFirst()
                .map(telling ->
                        Naming.of(Dialect.TORCHVISION, sized(telling.getValue(), names), UnaryOperator.identity()));
    }

    private static Architecture sized(Architecture family, Set<String> names) {
        boolean large =
                family == Architecture.MOBILENET_V3_SMALL && names.stream().anyMatch(name -> name.matches(LARGE_ONLY));
        return large ? Architecture.MOBILENET_V3_LARGE : family;
    }

    /** The layer that gives the classes. */
    static String classifier(Architecture family) {
        return switch (family) {
            case MOBILENET_V2, SQUEEZENET -> "classifier.1";
            case MOBILENET_V3_LARGE, MOBILENET_V3_SMALL -> "classifier.3";
            default -> "fc";
        };
    }
}
