/** A run of results that grows in its file: begun, gone on with, measured, with the environment it ran in. */
package riffle.cli.run;
