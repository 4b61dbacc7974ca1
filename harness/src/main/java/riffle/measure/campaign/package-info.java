/**
 * What is asked of workers, and in which order: campaigns in interleaved blocks, sweeps, verifications, captures. Makes
 * rows of results from the answers.
 */
package riffle.measure.campaign;
