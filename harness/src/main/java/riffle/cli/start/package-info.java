/** What a command begins and ends with: its surroundings as it reads them, output, progress, errors and exit status. */
package riffle.cli.start;
