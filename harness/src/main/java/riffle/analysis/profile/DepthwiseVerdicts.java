package riffle.analysis.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import riffle.analysis.profile.ClassProfile.Share;
import riffle.analysis.profile.DepthwiseVerdict.Against;
import riffle.analysis.row.BlockTimes;
import riffle.analysis.row.Roofs;
import riffle.analysis.row.Rows;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.stats.Estimate;
import riffle.stats.RatioBootstrap;

/** Section 3.2's sentence, compared with what was measured. */
public final class DepthwiseVerdicts {

    private static final String DEPTHWISE = "depthwise";
    private static final List<String> OTHERS = List.of("dense conv", "group conv", "pointwise", "group pointwise");

    private DepthwiseVerdicts() {}

    /** One for each row with a number and depthwise convolutions. */
    public static List<DepthwiseVerdict> of(RunResult run) {
        List<DepthwiseVerdict> verdicts = new ArrayList<>();
        Rows.bySetting(run).forEach((setting, rows) -> {
            Optional<Double> peak = Roofs.of(run, setting).peak();
            List<ResultRow> timed = rows.stream().filter(Rows::hasNumber).toList();
            for (ResultRow row : timed) {
                ClassProfile profile = Profiles.of(row, peak);
                share(profile, DEPTHWISE)
                        .ifPresent(depthwise -> verdicts.add(verdict(row, profile, depthwise, timed, peak)));
            }
        });
        return verdicts;
    }

    private static DepthwiseVerdict verdict(
            ResultRow row, ClassProfile profile, Share depthwise, List<ResultRow> others, Optional<Double> peak) {
        List<Against> against = new ArrayList<>();
        for (String name : OTHERS) {
            if (share(profile, name).isPresent()) {
                against(row, depthwise, row, profile, name).ifPresent(against::add);
            } else {
                richest(name, others, peak)
                        .flatMap(other -> against(row, depthwise, other, Profiles.of(other, peak), name))
                        .ifPresent(against::add);
            }
        }
        List<Share> mostBytes = profile.classes().stream()
                .sorted(Comparator.comparingLong(Share::bytes).reversed())
                .toList();
        return new DepthwiseVerdict(profile.setting(), profile.network(), against, mostBytes);
    }

    private static Optional<Against> against(
            ResultRow row, Share depthwise, ResultRow otherRow, ClassProfile otherProfile, String name) {
        Share other = share(otherProfile, name).orElseThrow();
        List<Double> ratios = new ArrayList<>();
        for (Rows.BlockPair pair : Rows.pairs(row, otherRow)) {
            double ours = BlockTimes.of(row, pair.first()).rate(DEPTHWISE);
            double theirs = BlockTimes.of(otherRow, pair.second()).rate(name);
            ratios.add(ours / theirs);
        }
        if (ratios.isEmpty()) {
            return Optional.empty();
        }
        Estimate rate = RatioBootstrap.ofRatios(ratios);
        double intensity = depthwise.intensity() / other.intensity();
        double timePerMac = depthwise.timeShare() / depthwise.macsShare() / (other.timeShare() / other.macsShare());
        double surely = rate.interval().map(known -> known.high()).orElse(rate.value());
        return Optional.of(new Against(
                name,
                otherProfile.network(),
                rate,
                depthwise.peakShare(),
                other.peakShare(),
                intensity,
                timePerMac,
                surely < 1 && intensity < 1 && timePerMac > 1));
    }

    /** The row whose class has the most multiply-adds. */
    private static Optional<ResultRow> richest(String name, List<ResultRow> rows, Optional<Double> peak) {
        return rows.stream()
                .filter(row -> share(Profiles.of(row, peak), name).isPresent())
                .max(Comparator.comparingLong(
                        row -> share(Profiles.of(row, peak), name).orElseThrow().macs()));
    }

    private static Optional<Share> share(ClassProfile profile, String name) {
        return profile.classes().stream()
                .filter(share -> share.operatorClass().equals(name) && share.macs() > 0)
                .findFirst();
    }
}
