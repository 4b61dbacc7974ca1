/** Where a result comes from: the machine and its load, the device, the commit, and how two of these differ. */
package riffle.result.environment;
