/**
 * Result files: what was measured, where, and how it went, with every sample. Reports are made from these records
 * alone.
 */
package riffle.result;
