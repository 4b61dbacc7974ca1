/**
 * Pictures: what is drawn, as data, and the library that draws it. Each picture has a file that makes it from results.
 */
package riffle.report.chart;
