package riffle.cli.option;

import picocli.CommandLine.Option;
import riffle.execution.KernelSet;

/**
 * The option that says which kernels plans are written in, for every command that makes plans of networks that are
 * asked for.
 */
public final class KernelsOption {

    @Option(
            names = "--kernels",
            paramLabel = "SET",
            converter = SetConverter.class,
            description = {
                "wide (vectors of 16, few work-items), medium (the same with pointwise tiles for vectors of 8) or"
                        + " narrow (vectors of 4, work-groups of 64: no plan merged), on backends"
                        + " ${bundle:choice.withKernelSets} (default: what suits the device, or wide for a file)"
            })
    private KernelSet set;

    /** The set that was asked for; null for what suits the device. */
    public KernelSet set() {
        return set;
    }

    /** Reads a set's name. */
    static final class SetConverter extends LabelConverter<KernelSet> {
        SetConverter() {
            super("set of kernels", KernelSet.values(), KernelSet::label);
        }
    }
}
