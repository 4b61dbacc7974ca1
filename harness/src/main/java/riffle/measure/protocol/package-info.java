/**
 * What a worker is asked and what it answers: records that become JSON lines, and the files that they name. Nothing
 * here times a network or starts a process.
 */
package riffle.measure.protocol;
