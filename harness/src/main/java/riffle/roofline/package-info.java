/**
 * The roofline: levels found in bandwidth curves, the roof over each launch, how far below it the launch stays, and
 * whether the roof kept still. Pure functions of results.
 */
package riffle.roofline;
