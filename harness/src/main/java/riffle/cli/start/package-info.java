/**
 * What a command starts from and ends with: the surroundings that it reads, its output, progress, errors and exit status.
 */
package riffle.cli.start;
