/**
 * The oracle: each operator as its definition reads, in plain Java, accumulating in double. It executes the network as
 * drawn, unfused, and shares no code with plans and kernels.
 */
package riffle.reference;
