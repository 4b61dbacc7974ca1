/**
 * What the results mean: speedups beside theory and published times, what makes the difference, a cost model,
 * comparisons of runs. Pure functions of result files; nothing here measures or renders.
 */
package riffle.analysis;
