package riffle.analysis.row;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import riffle.network.Architecture;
import riffle.network.NetworkSpec;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;
import riffle.result.Status;

/** Rows of a results file, looked at one by one and in pairs. */
public final class Rows {

    private Rows() {}

    /** Rows that can be compared with each other, in the file's order. */
    public static Map<Setting, List<ResultRow>> bySetting(RunResult run) {
        Map<Setting, List<ResultRow>> settings = new LinkedHashMap<>();
        for (ResultRow row : run.rows()) {
            settings.computeIfAbsent(Setting.of(row.result().subject()), key -> new ArrayList<>())
                    .add(row);
        }
        return settings;
    }

    public static NetworkSpec network(ResultRow row) {
        return row.result().subject().spec();
    }

    public static boolean is(ResultRow row, Architecture architecture) {
        return network(row).architecture() == architecture;
    }

    /** Whether the row has a number. */
    public static boolean hasNumber(ResultRow row) {
        return row.status() == Status.OK && !row.steadyBlocks().isEmpty();
    }

    /** The blocks in which both rows were steady, as pairs: what disturbed one of them disturbed the other. */
    public static List<BlockPair> pairs(ResultRow first, ResultRow second) {
        List<BlockPair> pairs = new ArrayList<>();
        for (int i = 0; i < Math.min(first.blocks().size(), second.blocks().size()); i++) {
            BlockPair pair =
                    new BlockPair(first.blocks().get(i), second.blocks().get(i));
            if (pair.first().steady() && pair.second().steady()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    /**
     * Two processes of one block.
     *
     * @param first of the first row
     * @param second of the other
     */
    public record BlockPair(Block first, Block second) {}
}
