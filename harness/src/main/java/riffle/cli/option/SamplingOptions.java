package riffle.cli.option;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import riffle.cli.option.BackendOptions.Threads;
import riffle.cli.option.BackendOptions.ThreadsConverter;
import riffle.measure.protocol.Sampling;

/** The options that say how often is measured, and on how many threads. */
public final class SamplingOptions {

    private static final int DEFAULT_SAMPLES = 20;
    private static final int MOST = 100_000;

    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "" + DEFAULT_SAMPLES,
            description = "timed passes of each process, fewer where a pass is slow (default: ${DEFAULT-VALUE})")
    private int samples;

    @Option(
            names = "--blocks",
            paramLabel = "N",
            description = "processes that measure each network, in interleaved order (default: 3)")
    private Integer blocks;

    @Option(
            names = "--threads",
            paramLabel = "T",
            defaultValue = "all",
            converter = ThreadsConverter.class,
            description = "compute units that the device may use, a number or all (default: all)")
    private Threads threads;

    public Sampling sampling() {
        return Sampling.of(samples());
    }

    public int samples() {
        return inRange(command, "--samples", samples);
    }

    public int blocks(int defaultBlocks) {
        return blocks == null ? defaultBlocks : inRange(command, "--blocks", blocks);
    }

    public Threads threads() {
        return threads;
    }

    /**
     * A number of samples or blocks that makes sense.
     *
     * @throws ParameterException naming the option if it does not
     */
    public static int inRange(CommandSpec command, String option, int value) {
        if (value < 1 || value > MOST) {
            throw new ParameterException(
                    command.commandLine(), option + " is " + value + ", must be between 1 and " + MOST);
        }
        return value;
    }
}
