/** What this machine has of what the main job needs, and how to get the rest. */
package riffle.doctor;
