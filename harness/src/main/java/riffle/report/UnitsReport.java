package riffle.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.network.Node;
import riffle.network.Unit;
import riffle.network.UnitFamily;
import riffle.operator.PointwiseConv;
import riffle.report.table.Table;
import riffle.tensor.Shape;

/** Section 3.2 of the paper: what units cost by its formulas, beside what the operators of each count. */
public final class UnitsReport {

    private static final int SIDE = 28;
    private static final int CHANNELS = 240;
    private static final int BOTTLENECK = 60;
    private static final int GROUPS = 3;

    private UnitsReport() {}

    /**
     * One unit.
     *
     * @param unit which one
     * @param network the {@code --network} that makes it; null if it has other widths than any
     * @param scale its {@code --scale}
     * @param channels c
     * @param bottleneck m
     * @param groups g; 1 where there is no choice
     * @param size h x w
     * @param formula the paper's formula
     * @param macsFormula multiply-adds by it; null where the paper has none
     * @param macsCounted multiply-adds of its operators
     * @param pointwiseShare share of the 1x1 convolutions in them
     */
    public record Row(
            String unit,
            String network,
            Double scale,
            int channels,
            int bottleneck,
            int groups,
            String size,
            String formula,
            Long macsFormula,
            long macsCounted,
            double pointwiseShare) {

        private static Row of(Unit unit, NetworkSpec spec) {
            Network network = unit.network();
            long counted = network.cost().macs();
            long pointwise = network.nodes().stream()
                    .map(Node::operator)
                    .filter(operator -> operator instanceof PointwiseConv)
                    .mapToLong(operator -> operator.macs())
                    .sum();
            OptionalLong formula = unit.formulaMacs();
            return new Row(
                    unit.kind().label(),
                    spec == null ? null : spec.architecture().label(),
                    spec == null ? null : spec.scale(),
                    unit.input().c(),
                    unit.bottleneck(),
                    unit.groups(),
                    unit.input().h() + "x" + unit.input().w(),
                    unit.kind().formula(),
                    formula.isPresent() ? formula.getAsLong() : null,
                    counted,
                    (double) pointwise / counted);
        }
    }

    /** The units at the same c, m and g; the ResNeXt of the paper's 93.4 %; and units as costly as ResNet's. */
    public static List<Row> rows() {
        List<Row> rows = new ArrayList<>(sameWidths());
        rows.addAll(equalComplexity());
        return rows;
    }

    /** As tables. */
    public static String text() {
        return "Section 3.2: units of the same widths (c = " + CHANNELS + ", m = " + BOTTLENECK + ", g = " + GROUPS
                + "; Fig. 2(c): m = " + 2 * BOTTLENECK + ") at " + SIDE + "x" + SIDE + "\n\n" + table(sameWidths())
                + "\nUnits as costly as ResNet's. ResNeXt's cardinality is 32: the paper counts 93.4 % in 1x1"
                + " convolutions.\n`bench --network NAME --scale S` shows what the formulas are worth on a device.\n\n"
                + table(equalComplexity());
    }

    private static List<Row> sameWidths() {
        Shape input = new Shape(1, CHANNELS, SIDE, SIDE);
        return List.of(
                Row.of(new Unit(Unit.Kind.RESNET, input, BOTTLENECK, 1), null),
                Row.of(new Unit(Unit.Kind.RESNEXT, input, BOTTLENECK, GROUPS), null),
                Row.of(new Unit(Unit.Kind.DEPTHWISE, input, BOTTLENECK, 1), null),
                Row.of(new Unit(Unit.Kind.SHUFFLENET, input, BOTTLENECK, GROUPS), null),
                Row.of(new Unit(Unit.Kind.SHUFFLENET_STRIDE_2, input, 2 * BOTTLENECK, GROUPS), null));
    }

    private static List<Row> equalComplexity() {
        NetworkSpec resNet = NetworkSpec.of(Architecture.RESNET_UNIT, 1, 1).withSize(SIDE, SIDE);
        long macs = Complexity.of(resNet).macsConv();
        List<Row> rows = new ArrayList<>(List.of(Row.of(resNet.unit(), resNet)));
        for (Architecture family :
                List.of(Architecture.RESNEXT_UNIT, Architecture.UNIT_A, Architecture.UNIT_B, Architecture.UNIT_C)) {
            NetworkSpec spec = UnitFamily.ofComplexity(family, family.usualGroups(), SIDE, SIDE, macs);
            rows.add(Row.of(spec.unit(), spec));
        }
        return rows;
    }

    private static Table table(List<Row> rows) {
        Table table = new Table()
                .words("unit")
                .words("--network")
                .numbers("--scale")
                .numbers("c")
                .numbers("m")
                .numbers("g")
                .words("formula")
                .numbers("by formula")
                .numbers("counted")
                .numbers("in 1x1");
        for (Row row : rows) {
            table.row(
                    row.unit(),
                    row.network(),
                    row.scale(),
                    row.channels(),
                    row.bottleneck(),
                    row.groups(),
                    row.formula(),
                    row.macsFormula(),
                    row.macsCounted(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * row.pointwiseShare()));
        }
        return table;
    }
}
