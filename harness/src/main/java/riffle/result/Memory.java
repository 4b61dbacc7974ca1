package riffle.result;

/**
 * Memory that one execution of a network holds on its device.
 *
 * @param weightsBytes packed weights
 * @param activationsBytes inputs, outputs and what lies between launches; those that are never alive together may share
 *     memory
 * @param largestLiveSetBytes the activations that are alive at once, where these are most: the least that activations
 *     can take
 */
public record Memory(long weightsBytes, long activationsBytes, long largestLiveSetBytes) {

    /** What it holds over the least that it could: 1 is the least. */
    public double overLeast() {
        return (double) (weightsBytes + activationsBytes) / (weightsBytes + largestLiveSetBytes);
    }
}
