/**
 * What the samples say: summaries, the end of warm-up, intervals of ratios. Nothing here knows where a number came
 * from.
 */
package riffle.stats;
