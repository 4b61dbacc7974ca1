package riffle.result;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * A row of a results file.
 *
 * @param result the measurement
 * @param status how it went
 * @param reason why there is no number, or what a reader of the number must know; null if there is nothing to say
 * @param blocks all samples, by worker process
 */
public record ResultRow(@JsonUnwrapped BenchResult result, Status status, String reason, List<Block> blocks) {

    public ResultRow {
        blocks = List.copyOf(blocks);
    }

    /** The blocks that came to a steady pace: those that the row's numbers are made of. */
    public List<Block> steadyBlocks() {
        return blocks.stream().filter(Block::steady).toList();
    }
}
