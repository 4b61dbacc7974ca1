/** Files that outputs go to, wherever the user's path leads. */
package riffle.file;
