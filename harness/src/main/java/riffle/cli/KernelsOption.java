package riffle.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import riffle.execution.KernelSet;

/** The option that says which kernels plans are written in, for every command that makes plans of networks that are asked for. */
final class KernelsOption {

    @Option(
            names = "--kernels",
            paramLabel = "SET",
            converter = SetConverter.class,
            description = {
                "wide (vectors of 16, few work-items) or narrow (vectors of 4, work-groups of 64: no plan merged), on backends",
                "bundle and tornado (default: what suits the device, or wide for a file)"
            })
    private KernelSet set;

    /** The set that was asked for; null for what suits the device. */
    KernelSet set() {
        return set;
    }

    /** Reads a set's name. */
    static final class SetConverter implements ITypeConverter<KernelSet> {

        @Override
        public KernelSet convert(String text) {
            return Arrays.stream(KernelSet.values())
                    .filter(set -> set.label().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("no set of kernels is called '" + text
                            + "', must be one of "
                            + Arrays.stream(KernelSet.values())
                                    .map(KernelSet::label)
                                    .collect(Collectors.joining(", "))));
        }
    }
}
