/**
 * The flat form of a bundle: one file that a C program reads without a JSON parser, a decompressor or the packing of
 * weights, with the input and the output that a run is checked against. The program is {@code src/main/c/riffle-run.c}.
 */
package riffle.flat;
