/** How reports call things: networks, settings, pairs, launches. */
package riffle.report.naming;
