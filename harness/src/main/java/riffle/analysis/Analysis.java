package riffle.analysis;

import java.util.List;
import riffle.analysis.model.CostModel;
import riffle.analysis.model.CostModels;
import riffle.analysis.profile.ClassProfile;
import riffle.analysis.profile.DepthwiseVerdict;
import riffle.analysis.profile.DepthwiseVerdicts;
import riffle.analysis.profile.Profiles;
import riffle.analysis.profile.Waterfall;
import riffle.analysis.profile.Waterfalls;
import riffle.analysis.row.Distribution;
import riffle.analysis.speedup.Speedup;
import riffle.analysis.speedup.Speedups;
import riffle.result.RunResult;
import riffle.stats.Outliers;
import riffle.stats.Summary;

/**
 * Everything that one results file says. Lists run in the order of the file's rows; what the file has no rows for is
 * empty.
 *
 * @param distributions one for each row with samples
 * @param speedups of every network over every baseline that its setting has: AlexNet, AlexNet's convolutions,
 *     MobileNet, and the next wider ShuffleNet
 * @param waterfalls from theoretical to actual, for the same pairs
 * @param profiles every row by class of operators
 * @param depthwise section 3.2's sentence, for every network with depthwise convolutions
 * @param models one for each setting with at least three networks
 * @param groups one for each setting with several g
 * @param accuracy time against published error
 */
public record Analysis(
        List<Distribution> distributions,
        List<Speedup> speedups,
        List<Waterfall> waterfalls,
        List<ClassProfile> profiles,
        List<DepthwiseVerdict> depthwise,
        List<CostModel> models,
        List<GroupTradeOff> groups,
        List<AccuracyPoint> accuracy) {

    public Analysis {
        distributions = List.copyOf(distributions);
        speedups = List.copyOf(speedups);
        waterfalls = List.copyOf(waterfalls);
        profiles = List.copyOf(profiles);
        depthwise = List.copyOf(depthwise);
        models = List.copyOf(models);
        groups = List.copyOf(groups);
        accuracy = List.copyOf(accuracy);
    }

    /** What a file says. */
    public static Analysis of(RunResult run) {
        return new Analysis(
                distributions(run),
                Speedups.of(run),
                Waterfalls.of(run),
                Profiles.of(run),
                DepthwiseVerdicts.of(run),
                CostModels.of(run),
                GroupTradeOffs.of(run),
                GroupTradeOffs.accuracy(run));
    }

    private static List<Distribution> distributions(RunResult run) {
        return run.rows().stream()
                .filter(row -> !row.result().samplesMs().isEmpty())
                .map(row -> new Distribution(
                        row.result().subject(),
                        row.blocks().size(),
                        row.steadyBlocks().size(),
                        Summary.of(row.result().samplesMs()),
                        Outliers.of(row.result().samplesMs())))
                .toList();
    }
}
