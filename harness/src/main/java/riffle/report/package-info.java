/** What people read: tables made from results and from the networks themselves. Nothing here measures. */
package riffle.report;
