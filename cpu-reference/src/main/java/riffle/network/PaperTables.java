package riffle.network;

import static riffle.network.Architecture.ALEXNET;
import static riffle.network.Architecture.MOBILENET;
import static riffle.network.Architecture.SHUFFLENET;
import static riffle.network.Published.Counting.CONVOLUTIONS;
import static riffle.network.Published.Counting.WITH_FULLY_CONNECTED;

import java.util.List;
import java.util.Optional;
import riffle.network.Published.Counting;
import riffle.network.Published.Time;

/**
 * The paper's Tables 1, 2, 5, 6 and 8, as far as they are about networks whose widths are published. Left out:
 * ShuffleNet with squeeze-and-excitation or fewer units, and other people's networks.
 */
final class PaperTables {

    private static final String ROUND_NUMBER = "the paper gives all group numbers the round 140; Table 1 has each";
    private static final String WIDTHS_UNPUBLISHED =
            "the paper gives all group numbers one complexity, and not the widths that its rounding made";
    private static final String NOMINAL = "nominal: Table 1 has 137 for the same network";
    private static final String CUT_OFF = "the paper cuts the fraction off";

    private static final List<Published> ALL = List.of(
            shuffleNet(1, 1, 1, 143, CONVOLUTIONS, null),
            shuffleNet(1, 2, 1, 140, CONVOLUTIONS, null),
            shuffleNet(1, 3, 1, 137, CONVOLUTIONS, null),
            shuffleNet(1, 4, 1, 133, CONVOLUTIONS, null),
            shuffleNet(1, 8, 1, 137, CONVOLUTIONS, null),
            shuffleNet(2, 1, 1, 140, WITH_FULLY_CONNECTED, ROUND_NUMBER),
            shuffleNet(2, 2, 1, 140, WITH_FULLY_CONNECTED, ROUND_NUMBER),
            shuffleNet(2, 3, 1, 140, WITH_FULLY_CONNECTED, ROUND_NUMBER),
            shuffleNet(2, 4, 1, 140, WITH_FULLY_CONNECTED, ROUND_NUMBER),
            shuffleNet(2, 8, 1, 140, WITH_FULLY_CONNECTED, ROUND_NUMBER),
            shuffleNet(2, 1, 0.5, 38, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            shuffleNet(2, 2, 0.5, 38, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            shuffleNet(2, 3, 0.5, 38, WITH_FULLY_CONNECTED, null),
            shuffleNet(2, 4, 0.5, 38, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            shuffleNet(2, 8, 0.5, 38, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            shuffleNet(2, 1, 0.25, 13, WITH_FULLY_CONNECTED, null),
            shuffleNet(2, 2, 0.25, 13, WITH_FULLY_CONNECTED, null),
            shuffleNet(2, 3, 0.25, 13, WITH_FULLY_CONNECTED, null),
            shuffleNet(2, 4, 0.25, 13, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            shuffleNet(2, 8, 0.25, 13, WITH_FULLY_CONNECTED, WIDTHS_UNPUBLISHED),
            mobileNet(5, 1, 569),
            shuffleNet(5, 3, 2, 524, WITH_FULLY_CONNECTED, null),
            mobileNet(5, 0.75, 325),
            shuffleNet(5, 3, 1.5, 292, WITH_FULLY_CONNECTED, null),
            mobileNet(5, 0.5, 149),
            mobileNet(5, 0.25, 41),
            shuffleNet(6, 3, 0.5, 38, WITH_FULLY_CONNECTED, null),
            alexNet(6),
            shuffleNet(8, 3, 0.5, 38, WITH_FULLY_CONNECTED, null, times(15.2, 87.4, 260.1)),
            shuffleNet(8, 3, 1, 140, WITH_FULLY_CONNECTED, NOMINAL, times(37.8, 222.2, 684.5)),
            shuffleNet(8, 3, 2, 524, WITH_FULLY_CONNECTED, null, times(108.8, 617.0, 1857.6)),
            alexNet(8, times(184.0, 1156.7, 3633.9)),
            mobileNet(8, 1, 569, times(110.0, 612.0, 1879.2)));

    private PaperTables() {}

    static List<Published> all() {
        return ALL;
    }

    private static Published shuffleNet(
            int table, int groups, double scale, int mmacs, Counting counting, String reason, Time... times) {
        NetworkSpec network = NetworkSpec.of(SHUFFLENET, groups, scale);
        return new Published(table, network, mmacs, counting, List.of(times), Optional.ofNullable(reason));
    }

    private static Published mobileNet(int table, double scale, int mmacs, Time... times) {
        NetworkSpec network = NetworkSpec.of(MOBILENET, 1, scale);
        return new Published(table, network, mmacs, WITH_FULLY_CONNECTED, List.of(times), Optional.empty());
    }

    private static Published alexNet(int table, Time... times) {
        NetworkSpec network = NetworkSpec.of(ALEXNET, 1, 1);
        return new Published(table, network, 720, WITH_FULLY_CONNECTED, List.of(times), Optional.of(CUT_OFF));
    }

    /** Table 8's three columns. */
    private static Time[] times(double at224, double at480, double at720) {
        return new Time[] {new Time(224, 224, at224), new Time(480, 640, at480), new Time(720, 1280, at720)};
    }
}
