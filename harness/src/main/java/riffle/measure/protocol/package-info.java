/** What a worker is asked and what it answers: records that become JSON lines, and the files that they name. */
package riffle.measure.protocol;
