package riffle.analysis.row;

import riffle.result.Subject;
import riffle.stats.Outliers;
import riffle.stats.Summary;

/**
 * A row's samples in short.
 *
 * @param subject what was measured
 * @param blocks worker processes that ran
 * @param steadyBlocks those of them that came to a steady pace
 * @param endToEnd of the steady blocks' end-to-end times, ms
 * @param outliers how many of these lie outside Tukey's fences; all are kept
 */
public record Distribution(Subject subject, int blocks, int steadyBlocks, Summary endToEnd, Outliers outliers) {}
