/** A cost model of networks, fitted to their times. */
package riffle.analysis.model;
