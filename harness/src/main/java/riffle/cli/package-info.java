/**
 * The commands. The only room that reads flags, the environment and system properties; it turns them into records,
 * calls the other rooms, prints, and chooses the exit status.
 */
package riffle.cli;
