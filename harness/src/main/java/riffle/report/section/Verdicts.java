package riffle.report.section;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import riffle.analysis.GroupTradeOff;
import riffle.analysis.model.CostModel;
import riffle.analysis.profile.ClassProfile;
import riffle.analysis.profile.DepthwiseVerdict;
import riffle.analysis.profile.Waterfall;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.PublishedSpeedup;
import riffle.analysis.speedup.Speedup;
import riffle.network.Baseline;
import riffle.report.naming.Names;
import riffle.report.page.Report.Sentence;
import riffle.report.table.Cells;
import riffle.result.ResultRow;
import riffle.result.Status;
import riffle.stats.Estimate;

/** The findings in sentences, from the settings that stand for each run. */
public final class Verdicts {

    /** The paper's choice of g. */
    private static final int PAPERS_CHOICE = 3;

    private Verdicts() {}

    /** The sentences of all runs, each run's after the other's. */
    public static List<Sentence> of(List<Source> sources) {
        List<Sentence> sentences = new ArrayList<>();
        for (Source source : sources) {
            String run = sources.size() == 1 ? "" : source.name() + ": ";
            for (Setting setting : Settings.main(source)) {
                for (Sentence sentence : of(sources, source, setting)) {
                    sentences.add(new Sentence(sentence.about(), run + sentence.words()));
                }
            }
            emulation(source).ifPresent(words -> sentences.add(new Sentence(EnvironmentSection.ID, run + words)));
            failures(source).ifPresent(words -> sentences.add(new Sentence(SamplesSection.ID, run + words)));
        }
        return sentences;
    }

    private static List<Sentence> of(List<Source> sources, Source source, Setting setting) {
        List<Sentence> sentences = new ArrayList<>();
        String table8 = TableEight.id(sources, source, setting);
        speedup(source, setting).ifPresent(words -> sentences.add(new Sentence(table8, words)));
        exponent(source, setting).ifPresent(words -> sentences.add(new Sentence(SpeedupSection.ID, words)));
        waterfall(source, setting).ifPresent(words -> sentences.add(new Sentence(WaterfallSection.ID, words)));
        source.analysis().depthwise().stream()
                .filter(verdict -> verdict.setting().equals(setting))
                .findFirst()
                .ifPresent(verdict ->
                        depthwise(verdict).forEach(words -> sentences.add(new Sentence(DepthwiseSection.ID, words))));
        source.analysis().groups().stream()
                .filter(tradeOff -> tradeOff.setting().equals(setting))
                .findFirst()
                .flatMap(Verdicts::groups)
                .ifPresent(words -> sentences.add(new Sentence(GroupsSection.ID, words)));
        source.analysis().models().stream()
                .filter(model -> model.setting().equals(setting))
                .findFirst()
                .map(Verdicts::model)
                .ifPresent(words -> sentences.add(new Sentence(ModelSection.ID, words)));
        RooflineSection.sentence(source, setting)
                .ifPresent(words -> sentences.add(new Sentence(RooflineSection.ID, words)));
        PeerSection.sentence(source, setting).ifPresent(words -> sentences.add(new Sentence(PeerSection.ID, words)));
        return sentences;
    }

    private static Optional<String> speedup(Source source, Setting setting) {
        return best(source, setting, Baseline.HEADLINE)
                .or(() -> best(source, setting, Baseline.PART))
                .map(speedup -> {
                    Estimate actual = speedup.actual().orElseThrow();
                    return speedup.network().title() + " needs " + Cells.times(speedup.theoretical())
                            + " fewer multiply-adds than " + speedup.baseline().title() + " and is "
                            + Names.estimate(actual) + " faster (" + Names.setting(setting) + "): "
                            + Cells.percent(actual.value(), speedup.theoretical()) + " of the promise became real"
                            + published(speedup) + ".";
                });
    }

    private static String published(Speedup speedup) {
        return speedup.published().stream()
                .findFirst()
                .map((PublishedSpeedup paper) -> ", " + Cells.percent(paper.retained(), 1) + " in the paper ("
                        + Cells.times(paper.actual()) + " on " + Names.device(paper) + ")")
                .orElse("");
    }

    private static Optional<Speedup> best(Source source, Setting setting, Baseline baseline) {
        return source.analysis().speedups().stream()
                .filter(speedup -> speedup.setting().equals(setting))
                .filter(speedup -> speedup.baseline().architecture().baseline() == baseline)
                .filter(speedup -> speedup.network().architecture().baseline() == Baseline.WIDER)
                .filter(speedup -> speedup.actual().isPresent())
                .max(Comparator.comparingDouble(Speedup::theoretical));
    }

    private static Optional<String> exponent(Source source, Setting setting) {
        return source.analysis().speedups().stream()
                .filter(speedup -> speedup.setting().equals(setting))
                .filter(speedup -> speedup.baseline().architecture().baseline() == Baseline.WIDER)
                .filter(speedup -> speedup.perFourfold().isPresent())
                .max(Comparator.comparingDouble(Speedup::theoretical))
                .map(speedup -> "From " + speedup.baseline().title() + " to "
                        + speedup.network().title()
                        + ", every fourfold reduction of multiply-adds gives "
                        + Names.estimate(speedup.perFourfold().get()) + " (exponent "
                        + Cells.fixed(speedup.exponent().map(Estimate::value))
                        + Names.ends(speedup.exponent().flatMap(Estimate::interval)) + "; "
                        + Names.threads(setting.threads()) + "); the paper found 2.6x.");
    }

    private static Optional<String> waterfall(Source source, Setting setting) {
        return WaterfallSection.drawn(source, setting).stream().findFirst().map(waterfall -> {
            List<Waterfall.Factor> parts = waterfall.parts().stream()
                    .sorted(Comparator.comparingDouble(part -> part.factor().value()))
                    .toList();
            List<String> losses = parts.stream()
                    .filter(part -> part.factor().value() < 1)
                    .limit(3)
                    .map(Verdicts::part)
                    .toList();
            List<String> gains = parts.reversed().stream()
                    .filter(part -> part.factor().value() > 1)
                    .limit(1)
                    .map(Verdicts::part)
                    .toList();
            return "On the way from " + Cells.times(waterfall.theoretical()) + " to " + Cells.times(waterfall.actual())
                    + " (" + Names.pair(waterfall) + ", " + Names.threads(setting.threads()) + "), most is lost to "
                    + (losses.isEmpty() ? "nothing" : String.join(", ", losses))
                    + (gains.isEmpty() ? "" : "; most is won by " + gains.getFirst())
                    + "; the remainder is a factor of "
                    + Cells.fixed(waterfall.remainder()) + ".";
        });
    }

    private static String part(Waterfall.Factor part) {
        return part.name() + " (factor " + Cells.fixed(part.factor().value())
                + Names.ends(part.factor().interval()) + ")";
    }

    private static List<String> depthwise(DepthwiseVerdict verdict) {
        List<String> sentences = new ArrayList<>();
        if (!verdict.against().isEmpty()) {
            List<String> holds = classes(verdict, true);
            List<String> fails = classes(verdict, false);
            sentences.add("Section 3.2 says that depthwise convolution is worse. In "
                    + verdict.network().title() + " ("
                    + Names.threads(verdict.setting().threads()) + ") that "
                    + (holds.isEmpty() ? "" : "holds against " + String.join(", ", holds))
                    + (holds.isEmpty() || fails.isEmpty() ? "" : " and ")
                    + (fails.isEmpty() ? "" : "does not hold by all three measures against " + String.join(", ", fails))
                    + ". Depthwise over each of them: "
                    + each(verdict, against -> Names.estimate(against.rate())) + " of the rate" + shares(verdict) + "; "
                    + each(verdict, against -> Cells.times(against.intensity()).text()) + " of the FLOPs per byte; "
                    + each(verdict, against -> Cells.times(against.timePerMac()).text())
                    + " of the time per multiply-add.");
        }
        moving(verdict).ifPresent(sentences::add);
        return sentences;
    }

    /** The other classes that depthwise is worse than, or is not, those of other networks with the network. */
    private static List<String> classes(DepthwiseVerdict verdict, boolean worse) {
        return verdict.against().stream()
                .filter(against -> against.worse() == worse)
                .map(against -> against.operatorClass()
                        + (against.of().equals(verdict.network())
                                ? ""
                                : " (" + against.of().title() + ")"))
                .toList();
    }

    /** One value for each other class, those that depthwise is worse than first. */
    private static String each(DepthwiseVerdict verdict, Function<DepthwiseVerdict.Against, String> value) {
        return verdict.against().stream()
                .sorted(Comparator.comparing(against -> !against.worse()))
                .map(value)
                .collect(Collectors.joining(", "));
    }

    private static String shares(DepthwiseVerdict verdict) {
        boolean known = verdict.against().stream()
                .allMatch(against -> against.depthwisePeakShare().isPresent()
                        && against.otherPeakShare().isPresent());
        return known
                ? " ("
                        + Cells.percent(
                                verdict.against()
                                        .getFirst()
                                        .depthwisePeakShare()
                                        .get(),
                                1) + " of peak against "
                        + each(
                                verdict,
                                against -> Cells.percent(
                                                against.otherPeakShare().get(), 1)
                                        .text()) + ")"
                : "";
    }

    private static Optional<String> moving(DepthwiseVerdict verdict) {
        List<ClassProfile.Share> most = verdict.mostBytes();
        if (most.isEmpty()) {
            return Optional.empty();
        }
        List<String> shares = most.stream()
                .limit(4)
                .map(share -> share.operatorClass() + " " + Cells.percent(share.bytesShare(), 1))
                .toList();
        return Optional.of("Most bytes of " + verdict.network().title() + " are moved by " + String.join(", ", shares)
                + " (compulsory bytes, plan " + verdict.setting().plan() + ").");
    }

    private static Optional<String> groups(GroupTradeOff tradeOff) {
        List<GroupTradeOff.Group> byTime = tradeOff.groups().stream()
                .sorted(Comparator.comparingDouble(GroupTradeOff.Group::medianMs))
                .toList();
        GroupTradeOff.Group fastest = byTime.getFirst();
        return byTime.stream()
                .filter(group -> group.groups() == PAPERS_CHOICE)
                .findFirst()
                .map(three -> "At "
                        + tradeOff.scale() + "x ("
                        + Names.threads(tradeOff.setting().threads()) + "), g = "
                        + fastest.groups() + " is the fastest with " + Cells.ms(fastest.medianMs()) + " ms"
                        + (fastest.groups() == PAPERS_CHOICE
                                ? ""
                                : ", g = 3 takes " + Cells.ms(three.medianMs()) + " ms")
                        + "; by the paper's own errors, "
                        + (three.dominated()
                                ? "another g is surely faster than g = 3 and errs no more."
                                : "no other g is surely faster than g = 3 without erring more."));
    }

    private static String model(CostModel model) {
        return "Predicting each network from the others ("
                + Names.threads(model.setting().threads())
                + "), computation, bandwidth and launches together are off by " + Cells.percent(model.error(), 1)
                + " on average, FLOPs alone by " + Cells.percent(model.flopsOnlyError(), 1) + ".";
    }

    /** Why an emulated run is in no table, and what it shows all the same. */
    private static Optional<String> emulation(Source source) {
        List<ResultRow> rows = source.leftOut();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of("Measured under emulation ("
                        + source.environment().emulated() + "): times are none of a"
                        + " machine, and " + rows.size()
                        + (rows.size() == 1 ? " configuration is" : " configurations are") + " in no table. "
                        + rows.stream().filter(row -> row.result().verified()).count() + " of " + rows.size()
                        + " gave the reference's output.");
    }

    private static Optional<String> failures(Source source) {
        List<ResultRow> failed = source.run().rows().stream()
                .filter(row -> row.status() != Status.OK)
                .toList();
        return failed.isEmpty()
                ? Optional.empty()
                : Optional.of(failed.size() + " of " + source.run().rows().size()
                        + " configurations have no number; the table of measurements says why.");
    }
}
