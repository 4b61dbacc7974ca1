package riffle.network;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.stream.IntStream;
import riffle.tensor.Shape;

/** Units as commands name them: their widths by scale, so that each can be made as costly as another. */
public final class UnitFamily {

    /** Channels at scale 1: those of ResNet's and ResNeXt's first stage. */
    private static final int RESNET_CHANNELS = 256;

    /** As ShuffleNet's stage 2 with 3 groups. */
    private static final int DEPTHWISE_CHANNELS = 240;

    private static final int SCALES_PER_ONE = 20;
    private static final int MOST_SCALE = 20;

    private UnitFamily() {}

    /**
     * The unit of a specification.
     *
     * @throws IllegalArgumentException if it is of a whole network, or its numbers do not make a unit
     */
    static Unit unit(NetworkSpec spec) {
        int channels = channels(spec);
        Shape input = new Shape(spec.batch(), channels, spec.height(), spec.width());
        return switch (spec.architecture()) {
            case RESNET_UNIT -> new Unit(Unit.Kind.RESNET, input, channels / 4, 1);
            case RESNEXT_UNIT -> new Unit(Unit.Kind.RESNEXT, input, channels / 2, spec.groups());
            case UNIT_A -> new Unit(Unit.Kind.DEPTHWISE, input, channels / 4, 1);
            case UNIT_B -> new Unit(Unit.Kind.SHUFFLENET, input, channels / 4, spec.groups());
            case UNIT_C -> new Unit(Unit.Kind.SHUFFLENET_STRIDE_2, input, channels / 2, spec.groups());
            default -> throw new IllegalArgumentException(spec.architecture().label() + " is no unit");
        };
    }

    /** Channels of a unit's input: the family's times the scale, to the nearest that divide. */
    static int channels(NetworkSpec spec) {
        int groups = spec.groups();
        return switch (spec.architecture()) {
            case RESNET_UNIT -> scaled(RESNET_CHANNELS, spec.scale(), 4);
            case RESNEXT_UNIT -> scaled(RESNET_CHANNELS, spec.scale(), 2 * groups);
            case UNIT_A -> scaled(DEPTHWISE_CHANNELS, spec.scale(), 4);
            default -> ShuffleNet.stage2Channels(groups, spec.scale());
        };
    }

    /**
     * The unit of this family and size whose multiply-adds are nearest to a number of them; scales go in steps of 0.05.
     */
    public static NetworkSpec ofComplexity(Architecture family, int groups, int height, int width, long macs) {
        return IntStream.rangeClosed(1, MOST_SCALE * SCALES_PER_ONE)
                .mapToObj(step -> NetworkSpec.of(family, groups, (double) step / SCALES_PER_ONE)
                        .withSize(height, width))
                .min(Comparator.comparingLong((NetworkSpec spec) ->
                                Math.abs(Complexity.of(spec).macsConv() - macs))
                        .thenComparingDouble(spec -> Math.abs(spec.scale() - 1)))
                .orElseThrow();
    }

    private static int scaled(int channels, double scale, int multiple) {
        return BigDecimal.valueOf(scale)
                        .multiply(BigDecimal.valueOf(channels))
                        .divide(BigDecimal.valueOf(multiple), 0, RoundingMode.HALF_UP)
                        .max(BigDecimal.ONE)
                        .intValueExact()
                * multiple;
    }
}
