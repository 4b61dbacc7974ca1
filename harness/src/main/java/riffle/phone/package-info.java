/** What {@code riffle phone} does on and for a phone by adb: commands as they can be typed, devices, facts, the run. */
package riffle.phone;
