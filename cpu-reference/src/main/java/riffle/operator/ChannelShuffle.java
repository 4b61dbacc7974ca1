package riffle.operator;

import riffle.tensor.Shape;

/**
 * Channel shuffle (paper, section 3.1 and Fig. 1): channels as a groups x n matrix, transposed, read row by row. Input
 * channel {@code i n + j} becomes output channel {@code j groups + i}, n = C / groups.
 *
 * @param input input shape, N x C x H x W
 * @param groups groups, a divisor of C
 */
public record ChannelShuffle(Shape input, int groups) implements ChannelMove {

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
    public String operatorClass() {
        return "shuffle";
    }

    @Override
    public Shape output() {
        return input;
    }

    @Override
    public int source(int channel) {
        return channel % groups * (input.c() / groups) + channel / groups;
    }

    /** The shuffle that undoes this one: by C / groups. */
    public ChannelShuffle inverse() {
        return new ChannelShuffle(input, input.c() / groups);
    }
}
