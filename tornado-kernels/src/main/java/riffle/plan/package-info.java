/**
 * From a network to launches: fusion, buffers, packed weights, one {@link riffle.plan.KernelCall} a launch. Pure data,
 * made without a device and without TornadoVM; executors only carry it out.
 */
package riffle.plan;
