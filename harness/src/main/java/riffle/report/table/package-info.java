/** Tables: cells that hold a number and its text, and the formats that tables are written in. */
package riffle.report.table;
