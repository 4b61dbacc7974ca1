package riffle.network;

import java.util.List;
import java.util.Optional;
import riffle.operator.FullyConnected;
import riffle.operator.GlobalAvgPool;

/**
 * MobileNet v2 (Sandler et al. 2018, Table 2) with its width multiplier, as torchvision builds it. Nodes have the names
 * that their modules have there.
 */
final class MobileNetV2 {

    private static final InvertedResidual.Version VERSION = InvertedResidual.Version.V2;
    private static final int FIRST_CHANNELS = 32;
    private static final int LAST_CHANNELS = 1280;

    /**
     * A row of Table 2.
     *
     * @param expansion t, how much wider a block is in between than its input
     * @param channels c, output channels at width 1
     * @param blocks n
     * @param stride s, of the first block
     */
    private record Stage(int expansion, int channels, int blocks, int stride) {}

    private static final List<Stage> STAGES = List.of(
            new Stage(1, 16, 1, 1),
            new Stage(6, 24, 2, 2),
            new Stage(6, 32, 3, 2),
            new Stage(6, 64, 4, 2),
            new Stage(6, 96, 3, 1),
            new Stage(6, 160, 3, 2),
            new Stage(6, 320, 1, 1));

    private MobileNetV2() {}

    static Network build(NetworkSpec spec) {
        double scale = spec.scale();
        NetworkBuilder builder = new NetworkBuilder(spec.input());
        Sequence features = new Sequence(builder, "features.", Network.INPUT);
        features.addPart(VERSION.normalised(Layers.conv(width(FIRST_CHANNELS, scale), 3, 2), Layers::relu6));
        for (Stage stage : STAGES) {
            for (int block = 0; block < stage.blocks(); block++) {
                int expanded =
                        stage.expansion() * builder.shape(features.last()).c();
                int stride = block == 0 ? stage.stride() : 1;
                features.addPart(new InvertedResidual(
                        VERSION, 3, expanded, width(stage.channels(), scale), stride, 0, Layers::relu6));
            }
        }
        // narrow networks keep the width of the last convolution
        int last = width(LAST_CHANNELS, Math.max(1, scale));
        features.addPart(VERSION.normalised(Layers.pointwise(last), Layers::relu6));

        builder.add("globalpool", new GlobalAvgPool(builder.shape(features.last())), features.last());
        builder.add(
                "classifier.1", new FullyConnected(builder.shape("globalpool"), spec.classes(), true), "globalpool");
        return builder.build(spec.title(), Optional.empty());
    }

    private static int width(int channels, double scale) {
        return Widths.ofEights(channels * scale);
    }
}
