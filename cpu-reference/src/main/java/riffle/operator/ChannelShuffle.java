package riffle.operator;

import java.util.List;
import riffle.tensor.Shape;

/**
 * Channel shuffle (paper, section 3.1 and Fig. 1): channels as a groups x n matrix, transposed, read row by row. Input
 * channel {@code i n + j} becomes output channel {@code j groups + i}, n = C / groups.
 *
 * @param input input shape, N x C x H x W
 * @param groups groups, a divisor of C
 */
public record ChannelShuffle(Shape input, int groups) implements Operator {

    /**
     * @throws IllegalArgumentException if groups do not divide the channels
     */
    public ChannelShuffle {
        Rule.positive("channel_shuffle", "groups", groups);
        Rule.divides("channel_shuffle", groups, "channels", input.c());
    }

    @Override
    public String type() {
        return "channel_shuffle";
    }

    @Override
    public List<Shape> inputs() {
        return List.of(input);
    }

    @Override
    public Shape output() {
        return input;
    }

    /** The shuffle that undoes this one: by C / groups. */
    public ChannelShuffle inverse() {
        return new ChannelShuffle(input, input.c() / groups);
    }
}
