package riffle.operator;

import riffle.tensor.Shape;

/**
 * Some neighbouring channels: one half of the channel split of ShuffleNet v2 (Ma et al. 2018, section 3.1 and Fig. 3c).
 * Output channel k is input channel {@code firstChannel + k}.
 *
 * @param input input shape, N x C x H x W
 * @param firstChannel where they begin, from 0
 * @param channels how many there are
 */
public record Slice(Shape input, int firstChannel, int channels) implements ChannelMove {

    /**
     * @throws IllegalArgumentException if there are no channels, or they are not all channels of the input
     */
    public Slice {
        Rule.positive("slice", "channels", channels);
        Rule.require(firstChannel >= 0, "slice", "first channel is " + firstChannel + ", must be at least 0");
        Rule.require(
                firstChannel <= input.c() - channels,
                "slice",
                "channels " + firstChannel + " to " + (firstChannel + (long) channels - 1) + " are not all among the "
                        + input.c() + " of the input");
    }

    @Override
    public String type() {
        return "slice";
    }

    @Override
    public String operatorClass() {
        return "slice";
    }

    @Override
    public Shape output() {
        return input.withChannels(channels);
    }

    @Override
    public int source(int channel) {
        return firstChannel + channel;
    }
}
