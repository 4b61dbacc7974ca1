/** One element in, one out: rectifiers, sums, batch normalisation, and what only puts elements elsewhere. */
package riffle.kernel.elementwise;
