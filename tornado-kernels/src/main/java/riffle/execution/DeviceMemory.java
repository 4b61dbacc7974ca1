package riffle.execution;

/**
 * Memory that an execution holds on its device, in bytes.
 *
 * @param weights packed weights
 * @param activations inputs, outputs and what lies between launches
 * @param largestLiveSet the activations that are alive at once, where these are most: with less than that nobody can do
 */
public record DeviceMemory(long weights, long activations, long largestLiveSet) {}
