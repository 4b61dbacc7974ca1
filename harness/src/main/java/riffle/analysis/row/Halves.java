package riffle.analysis.row;

import java.util.ArrayList;
import java.util.List;
import riffle.result.Block;
import riffle.result.ResultRow;
import riffle.result.RunResult;

/**
 * A run as two runs of the same thing, made of every other block: what a comparison says of them it says of nothing but
 * noise. Blocks go to the halves as A B B A, so that neither drift nor the order of measurement, which turns round with
 * every block, falls on one half alone.
 *
 * @param first blocks 1, 4, 5, 8, ... of each row that has more than one
 * @param second blocks 2, 3, 6, 7, ...
 */
public record Halves(RunResult first, RunResult second) {

    private static final int PERIOD = 4;

    public static Halves of(RunResult run) {
        return new Halves(half(run, true), half(run, false));
    }

    private static RunResult half(RunResult run, boolean outer) {
        return run.with(
                run.environment(),
                run.rows().stream()
                        .filter(row -> row.blocks().size() > 1) // the rest has no second half
                        .map(row -> half(row, outer))
                        .toList());
    }

    private static ResultRow half(ResultRow row, boolean outer) {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < row.blocks().size(); i++) {
            int place = i % PERIOD;
            if ((place == 0 || place == PERIOD - 1) == outer) {
                blocks.add(row.blocks().get(i));
            }
        }
        return new ResultRow(row.result(), row.status(), row.reason(), blocks);
    }
}
