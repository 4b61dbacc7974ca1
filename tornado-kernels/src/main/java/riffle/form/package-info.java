/**
 * The forms of a captured source: what changes in it, by rules that hold for every kernel, before it is built for a
 * device that does better with it.
 */
package riffle.form;
