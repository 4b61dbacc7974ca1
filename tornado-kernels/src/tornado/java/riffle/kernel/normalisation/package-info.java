/** Elements divided by what their neighbours in other channels add up to. */
package riffle.kernel.normalisation;
