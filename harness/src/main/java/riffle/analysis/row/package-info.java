/** Rows of results as all analyses take them: in which setting, in which pairs, under which roofs, without strays. */
package riffle.analysis.row;
