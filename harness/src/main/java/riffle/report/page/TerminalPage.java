package riffle.report.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import riffle.report.page.Report.Captioned;
import riffle.report.table.Markdown;
import riffle.report.table.Table;

/**
 * A screen as Markdown that fits a terminal of {@value #COLUMNS} columns and 45 lines: what a table has more of, rows
 * or columns, is counted below it.
 */
public final class TerminalPage {

    /** Characters in a line. */
    static final int COLUMNS = 120;

    /** Lines of 45; the others are for what the command says below: its files, and the next prompt. */
    static final int LINES = 41;

    /** Lines of all sentences together, and of one of them. */
    private static final int SENTENCES = 16;

    private static final int SENTENCE = 4;

    /** Rows that a table keeps however many others there are. */
    private static final int LEAST_ROWS = 3;

    /** Of a table: blanks around its caption, its titles and rule. */
    private static final int AROUND_ROWS = 4;

    /** Of a table that is cut: a blank, and what it has more of. */
    private static final int CUT = 2;

    private TerminalPage() {}

    /** The whole text, each line ended by {@code \n}. */
    public static String of(Screen screen) {
        List<String> lines = new ArrayList<>(wrapped("# " + screen.title(), ""));
        List<String> end = sentences(screen);
        end.add("");
        end.addAll(wrapped("More: " + screen.rest(), ""));
        List<List<String>> captions = screen.tables().stream()
                .map(table -> shortened(wrapped(table.caption(), ""), ""))
                .toList();
        int around = captions.stream()
                .mapToInt(caption -> caption.size() + AROUND_ROWS)
                .sum();
        int[] rows = rows(screen.tables(), LINES - lines.size() - end.size() - 1 - around);
        for (int i = 0; i < rows.length; i++) {
            lines.add("");
            lines.addAll(captions.get(i));
            lines.add("");
            lines.addAll(table(screen.tables().get(i).table(), rows[i]));
        }
        lines.add("");
        lines.addAll(end);
        return String.join("\n", lines) + "\n";
    }

    private static List<String> sentences(Screen screen) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < screen.lines().size(); i++) {
            List<String> next = shortened(wrapped("- " + screen.lines().get(i), "  "), "  ");
            if (all.size() + next.size() > SENTENCES) {
                all.add("- and " + (screen.lines().size() - i) + " more.");
                return all;
            }
            all.addAll(next);
        }
        return all;
    }

    private static List<String> shortened(List<String> lines, String indent) {
        if (lines.size() <= SENTENCE) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, SENTENCE - 1));
        kept.add(indent + "...");
        return kept;
    }

    /** Rows of each table: all of the short ones, and what room they leave of the others. */
    private static int[] rows(List<Captioned> tables, int room) {
        int[] rows = new int[tables.size()];
        int all = tables.stream().mapToInt(table -> table.table().rows().size()).sum();
        int left = all <= room ? room : room - CUT * tables.size();
        int open = tables.size();
        List<Integer> shortestFirst = IntStream.range(0, tables.size())
                .boxed()
                .sorted(Comparator.comparing(i -> tables.get(i).table().rows().size()))
                .toList();
        for (int i : shortestFirst) {
            int share = Math.max(LEAST_ROWS, left / open);
            rows[i] = Math.min(share, tables.get(i).table().rows().size());
            left -= rows[i];
            open--;
        }
        return rows;
    }

    private static List<String> table(Table whole, int rows) {
        Table table = whole.first(rows);
        while (Markdown.of(table).indexOf('\n') > COLUMNS && table.columns().size() > 1) {
            table = table.without(table.columns().getLast().title());
        }
        List<String> lines = new ArrayList<>(Markdown.of(table).lines().toList());
        List<String> more = new ArrayList<>();
        more(whole.rows().size() - rows, "row", more);
        more(whole.columns().size() - table.columns().size(), "column", more);
        if (!more.isEmpty()) {
            lines.add("");
            lines.add("and " + String.join(" and ", more));
        }
        return lines;
    }

    private static void more(int count, String what, List<String> into) {
        if (count > 0) {
            into.add(count + " more " + what + (count == 1 ? "" : "s"));
        }
    }

    private static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS) {
                lines.add(line.toString());
                line = new StringBuilder(indent);
                line.append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }
}
