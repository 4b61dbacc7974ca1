package riffle.onnx.read;

/**
 * Positions of an axis that a slice takes.
 *
 * @param first the first
 * @param step from one to the next
 * @param count how many
 */
record Range(int first, int step, int count) {

    /**
     * From a start to before an end, both counted from behind where negative, and held within the axis.
     *
     * @throws OnnxException if nothing is left
     */
    static Range of(Operation operation, long start, long end, long step, int extent) {
        if (step == 0 || step < -Integer.MAX_VALUE || step > Integer.MAX_VALUE) {
            throw operation.refuse("step is " + step + ", must be an integer but 0");
        }
        boolean forwards = step > 0;
        long first = clamp(fromBehind(start, extent), 0, forwards ? extent : extent - 1L);
        long last = clamp(fromBehind(end, extent), forwards ? 0 : -1, extent);
        long way = forwards ? last - first : first - last;
        long count = way <= 0 ? 0 : Math.ceilDiv(way, Math.abs(step));
        if (count == 0) {
            throw operation.refuse(
                    "of an axis of " + extent + " it takes " + start + " to " + end + " by " + step + ": nothing");
        }
        return new Range((int) first, (int) step, (int) count);
    }

    private static long fromBehind(long position, int extent) {
        return position < 0 ? position + extent : position;
    }

    private static long clamp(long value, long low, long high) {
        return Math.min(Math.max(value, low), high);
    }
}
