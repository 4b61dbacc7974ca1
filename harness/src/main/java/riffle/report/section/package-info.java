/**
 * What a report says, section by section: tables and pictures of what {@code riffle.analysis} and {@code
 * riffle.roofline} found.
 */
package riffle.report.section;
