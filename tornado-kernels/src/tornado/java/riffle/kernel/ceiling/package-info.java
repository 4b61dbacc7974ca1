/** What a device does at best: arithmetic, memory, a launch. */
package riffle.kernel.ceiling;
