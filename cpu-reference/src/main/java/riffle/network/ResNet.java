package riffle.network;

import java.util.List;
import java.util.Optional;
import riffle.operator.AddRelu;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;
import riffle.operator.MaxPool;
import riffle.operator.Relu;
import riffle.tensor.Shape;

/**
 * ResNet-18 (He et al. 2016, Table 1), as torchvision builds it: where a stage halves the map, a strided 1x1
 * convolution projects the shortcut. Nodes have the names that their modules have there.
 */
final class ResNet {

    /** Channels of the four stages; all but the first halve the map. */
    private static final List<Integer> CHANNELS = List.of(64, 128, 256, 512);

    private static final int BLOCKS = 2;

    /**
     * Two 3x3 convolutions beside a shortcut (He et al. 2016, Fig. 5, left).
     *
     * @param channels output channels
     * @param stride of the first convolution and of the shortcut
     */
    private record BasicBlock(int channels, int stride) implements Part {

        @Override
        public String addTo(NetworkBuilder builder, String prefix, String input) {
            builder.add(prefix + "conv1", Layers.conv(channels, 3, stride).apply(builder.shape(input)), input);
            Shape out = builder.shape(prefix + "conv1");
            builder.add(prefix + "bn1", Layers.norm(out), prefix + "conv1");
            builder.add(prefix + "relu1", new Relu(out), prefix + "bn1");
            builder.add(prefix + "conv2", Layers.conv(channels, 3, 1).apply(out), prefix + "relu1");
            String branch = builder.add(prefix + "bn2", Layers.norm(out), prefix + "conv2");
            String shortcut = stride == 1 && builder.shape(input).c() == channels
                    ? input
                    : Part.of(Layers.conv(channels, 1, stride), Layers::norm)
                            .addTo(builder, prefix + "downsample.", input);
            return builder.add(prefix + "add", new AddRelu(out), shortcut, branch);
        }
    }

    private ResNet() {}

    static Network build(NetworkSpec spec) {
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        builder.add("conv1", Layers.conv(CHANNELS.getFirst(), 7, 2).apply(spec.input()), Network.INPUT);
        Shape stem = builder.shape("conv1");
        builder.add("bn1", Layers.norm(stem), "conv1");
        builder.add("relu", new Relu(stem), "bn1");
        String last = builder.add("maxpool", new MaxPool(stem, Layers.padded(3, 2), false), "relu");
        for (int stage = 0; stage < CHANNELS.size(); stage++) {
            Sequence layer = new Sequence(builder, "layer" + (stage + 1) + ".", last);
            for (int block = 0; block < BLOCKS; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                layer.addPart(new BasicBlock(CHANNELS.get(stage), stride));
            }
            last = layer.last();
        }
        builder.add("globalpool", new GlobalAvgPool(builder.shape(last)), last);
        builder.add("fc", new FullyConnected(builder.shape("globalpool"), spec.classes(), true), "globalpool");
        return builder.build(spec.title(), Optional.empty());
    }
}
