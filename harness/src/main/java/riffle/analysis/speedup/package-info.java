/** How much faster: beside theory, beside what was published, beside the peer. */
package riffle.analysis.speedup;
