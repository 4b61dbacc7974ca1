package riffle.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import riffle.network.Complexity;
import riffle.network.NetworkSpec;
import riffle.network.Published;
import riffle.report.table.Table;

/** Counted complexities beside the paper's published ones. */
public final class ComplexityReport {

    private static final List<Integer> TABLES = List.of(1, 2, 8);

    private ComplexityReport() {}

    /** Tables 1, 2 and 8 as Markdown; where a published number is not met, the reason stands below. */
    public static String paperTables() {
        StringBuilder text = new StringBuilder("Complexity per image at 224x224, in millions of multiply-adds (MMACs;"
                + " the paper calls them MFLOPs).\n");
        for (int number : TABLES) {
            text.append('\n').append(paperTable(number));
        }
        return text.toString();
    }

    /** Every network of Tables 1, 2 and 8 once. */
    public static List<NetworkSpec> paperNetworks() {
        Set<NetworkSpec> networks = new LinkedHashSet<>();
        for (int number : TABLES) {
            Published.table(number).forEach(published -> networks.add(published.network()));
        }
        return List.copyOf(networks);
    }

    /** One network as Markdown, with what a reader must know of it. */
    public static String network(NetworkSpec spec) {
        Complexity complexity = Complexity.of(spec);
        Optional<Published> published = Published.of(spec);
        Table table = new Table()
                .words("network")
                .words("size")
                .numbers("convolutions")
                .numbers("with fully connected")
                .numbers("parameters")
                .numbers("published")
                .row(
                        spec.build().name(),
                        spec.size(),
                        millions(complexity.macsConv()),
                        millions(complexity.macsTotal()),
                        String.valueOf(complexity.parameters()),
                        published.map(p -> String.valueOf(p.mmacs())).orElse("-"));
        List<String> notes = new ArrayList<>();
        published.ifPresent(p -> notes.add("Published: Table " + p.table() + ", "
                + p.counting().label() + p.reason().map(reason -> "; " + reason).orElse("") + "."));
        spec.build().note().ifPresent(notes::add);
        return "Complexity per image, in millions of multiply-adds.\n\n" + table
                + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }

    private static String paperTable(int number) {
        List<Published> rows = Published.table(number);
        List<String> reasons = rows.stream()
                .flatMap(published -> published.reason().stream())
                .distinct()
                .toList();
        Table table = new Table()
                .words("network")
                .numbers("published")
                .numbers("counted")
                .numbers("convolutions")
                .numbers("with fully connected")
                .numbers("parameters")
                .words("note");
        for (Published published : rows) {
            Complexity complexity = Complexity.of(published.network());
            table.row(
                    published.network().title(),
                    String.valueOf(published.mmacs()),
                    String.valueOf(Math.round(published.counted() / 1e6)),
                    millions(complexity.macsConv()),
                    millions(complexity.macsTotal()),
                    String.valueOf(complexity.parameters()),
                    published
                            .reason()
                            .map(reason -> "(" + (reasons.indexOf(reason) + 1) + ")")
                            .orElse(""));
        }
        StringBuilder text = new StringBuilder(
                "**Table " + number + "**, " + rows.getFirst().counting().label() + "\n\n" + table);
        for (int i = 0; i < reasons.size(); i++) {
            text.append(i == 0 ? "\n" : "").append("(" + (i + 1) + ") " + reasons.get(i) + "  \n");
        }
        return text.toString();
    }

    private static String millions(long macs) {
        return String.format(Locale.ROOT, "%.1f", macs / 1e6);
    }
}
