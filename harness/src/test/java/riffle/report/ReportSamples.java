package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Ablation;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.SampleResults;
import riffle.result.ceiling.Bandwidth;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.LaunchCost;
import riffle.result.ceiling.Moment;
import riffle.result.ceiling.Pattern;
import riffle.result.ceiling.PeakRate;
import riffle.result.ceiling.Plateau;
import riffle.result.ceiling.Transfer;
import riffle.result.json.JmhBenchmark;
import riffle.stats.Interval;

/** A run with everything that a report can show. */
final class ReportSamples {

    static final RunResult RUN = run();
    static final List<Reports.File> ONE = List.of(new Reports.File("2026-01-31-abc123.json", RUN));
    static final List<Reports.File> TWO =
            List.of(ONE.getFirst(), new Reports.File("2026-01-31-def456.json", SampleResults.RUN));
    static final List<JmhBenchmark> JMH = List.of(new JmhBenchmark(
            "ReferenceBenchmark.add {channels=24}",
            "avgt",
            1,
            2,
            0.125,
            Optional.of(new Interval(0.12, 0.13)),
            "ms/op",
            10));

    private ReportSamples() {}

    private static RunResult run() {
        List<ResultRow> rows = List.of(
                SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.5), 10),
                SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 8, 0.5), 11),
                SampleResults.row(NetworkSpec.of(Architecture.SHUFFLENET, 3, 1), 24),
                SampleResults.row(NetworkSpec.of(Architecture.MOBILENET, 1, 1), 80),
                SampleResults.row(NetworkSpec.of(Architecture.ALEXNET, 1, 1), 120));
        return new RunResult(
                RunResult.SCHEMA,
                SampleResults.ENVIRONMENT,
                rows,
                List.of(ceilings(Moment.START, 100), ceilings(Moment.END, 90)),
                List.of(new Ablation(
                        rows.getFirst().result().subject(),
                        "conv1",
                        "dense conv",
                        6,
                        2,
                        5,
                        List.of(6.0),
                        List.of(2.0),
                        List.of(5.0))));
    }

    private static Ceilings ceilings(Moment when, double peak) {
        List<Bandwidth> curve = new ArrayList<>();
        List<Plateau> plateaus = new ArrayList<>();
        for (Pattern pattern : Pattern.values()) {
            double near = switch (pattern) {
                case READ -> 80;
                case COPY -> 70;
                case TRIAD -> 60;
            };
            for (long bytes = 16 * 1024; bytes <= 16 * 1024 * 1024; bytes *= 2) {
                double rate = bytes < 1024 * 1024 ? near : near / 8;
                curve.add(new Bandwidth(pattern, bytes, rate, List.of(rate)));
            }
            plateaus.add(new Plateau(pattern, "L1", near, 16 * 1024, 512 * 1024));
            plateaus.add(new Plateau(pattern, "DRAM", near / 8, 1024 * 1024, 16 * 1024 * 1024));
        }
        return new Ceilings(
                when,
                "fake",
                "Fake Device (TM)",
                2,
                new PeakRate(8, 10, peak, List.of(new PeakRate.Width(8, 10, peak, List.of(peak)))),
                curve,
                plateaus,
                new LaunchCost(20, 2, 1000, List.of(20.0), List.of(2.0)),
                List.of(new Transfer(Transfer.Direction.HOST_TO_DEVICE, 1024, 3, List.of(3.0))),
                0.5);
    }
}
