package riffle.report.section;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import riffle.analysis.model.CostModel;
import riffle.report.page.Report.Captioned;
import riffle.report.page.Report.Section;
import riffle.report.table.Cells;
import riffle.report.table.Table;

/** The fitted model of time beside counting FLOPs alone. */
final class ModelSection {

    /** Of the section. */
    static final String ID = "model";

    private ModelSection() {}

    static Section of(List<Source> sources) {
        Table fits = fits(sources);
        Table predictions = predictions(sources);
        return new Section(
                ID,
                "A model of time",
                List.of("Time is the sum over launches of the larger of FLOPs / (efficiency x peak) and bytes /"
                        + " bandwidth, plus a cost for each launch. Each network is predicted from the others;"
                        + " beside it stands what FLOPs alone would predict from the same others."),
                List.of(),
                fits.rows().isEmpty()
                        ? List.of()
                        : List.of(
                                new Captioned(
                                        "model-fits",
                                        "The model's parameters, and the mean error of predicting each network from the"
                                                + " others.",
                                        fits),
                                new Captioned("model-predictions", "Predicted times.", predictions)));
    }

    private static Table fits(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .numbers("peak (GFLOP/s)")
                .words("peak is")
                .numbers("bandwidth, fitted (GB/s)")
                .numbers("of the measured bandwidth (%)")
                .numbers("launch, fitted (us)")
                .words("efficiency")
                .numbers("mean error (%)")
                .numbers("FLOPs alone: mean error (%)");
        for (Source source : sources) {
            for (CostModel model : source.analysis().models()) {
                table.row(columns.row(
                        source,
                        model.setting(),
                        Cells.digits(model.peakGflops()),
                        model.peakMeasured() ? "measured" : "that of the fastest class",
                        Cells.digits(model.bandwidthGbs()),
                        model.bandwidthShare()
                                .map(share -> Cells.percent(share, 1))
                                .orElse(Cells.NONE),
                        Cells.digits(model.launchUs()),
                        efficiency(model),
                        Cells.percent(model.error(), 1),
                        Cells.percent(model.flopsOnlyError(), 1)));
            }
        }
        return table;
    }

    private static String efficiency(CostModel model) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Double> entry : model.efficiency().entrySet()) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append(String.format(Locale.ROOT, "%s %.2f", entry.getKey(), entry.getValue()));
        }
        return text.toString();
    }

    private static Table predictions(List<Source> sources) {
        Columns columns = new Columns(sources);
        Table table = columns.table()
                .words("network")
                .numbers("measured (ms)")
                .numbers("fitted (ms)")
                .numbers("left out (ms)")
                .numbers("FLOPs alone (ms)");
        for (Source source : sources) {
            for (CostModel model : source.analysis().models()) {
                for (CostModel.Prediction prediction : model.predictions()) {
                    table.row(columns.row(
                            source,
                            model.setting(),
                            prediction.network().title(),
                            Cells.ms(prediction.measuredMs()),
                            Cells.ms(prediction.fittedMs()),
                            Cells.ms(prediction.leftOutMs()),
                            Cells.ms(prediction.flopsOnlyMs())));
                }
            }
        }
        return table;
    }
}
