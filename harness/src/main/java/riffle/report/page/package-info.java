/** A report as data, and the formats that it is written in. */
package riffle.report.page;
