package riffle.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import riffle.network.Architecture;
import riffle.network.ModelFormat;
import riffle.network.NetworkSpec;

/**
 * What {@code --network} says: the name of a family, or a file.
 *
 * @param family the family; empty for a file
 * @param file an ONNX model; empty for a name
 */
public record NetworkName(Optional<Architecture> family, Optional<Path> file) {

    /** Rows and columns of a unit's input. */
    static final int UNIT_SIDE = 28;

    /** How files of networks end. */
    static final String ENDING = ".onnx";

    /** All that may be said. */
    static final String CHOICES =
            Architecture.named().stream().map(Architecture::label).collect(Collectors.joining(", ")) + ", or FILE"
                    + ENDING;

    /**
     * The network at its usual batch and size.
     *
     * @throws IllegalArgumentException if the file cannot be read, holds what is not taken, or leaves its size open
     */
    public NetworkSpec usual() {
        OptionalInt open = OptionalInt.empty();
        return file.map(model -> ModelFormat.installed().spec(model, open, open, open))
                .orElseGet(() -> {
                    Architecture named = family.orElseThrow();
                    NetworkSpec spec = NetworkSpec.of(named, named.usualGroups(), 1);
                    return named.isUnit() ? spec.withSize(UNIT_SIDE, UNIT_SIDE) : spec;
                });
    }

    /** Reads a network's name. */
    public static final class Converter implements ITypeConverter<NetworkName> {

        @Override
        public NetworkName convert(String text) {
            if (text.endsWith(ENDING)) {
                return new NetworkName(Optional.empty(), Optional.of(Path.of(text)));
            }
            Architecture family = Architecture.named().stream()
                    .filter(each -> each.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "no network is called '" + text + "', must be one of " + CHOICES));
            return new NetworkName(Optional.of(family), Optional.empty());
        }
    }
}
