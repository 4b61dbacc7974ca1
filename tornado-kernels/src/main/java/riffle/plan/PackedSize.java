package riffle.plan;

import static riffle.plan.step.Exact.require;

import riffle.plan.step.Packing;
import riffle.tensor.Shape;

/** Whether packed weights fill their buffer exactly. */
final class PackedSize {

    private PackedSize() {}

    /**
     * @throws IllegalArgumentException if they do not, or the packing makes no sense
     */
    static void check(Packing packing, Buffer buffer) {
        int elements = buffer.shape().elements();
        require(
                buffer.border() == 0 && buffer.shape().equals(Shape.vector(1, elements)),
                "packed weights are a vector without a border, got " + buffer.shape());
        switch (packing) {
            case Packing.Filter p -> {
                int channels = blocked(p.outputs(), p.groups(), p.block());
                require(
                        elements % channels == 0,
                        "has " + elements + " elements, expected a multiple of its " + channels + " packed channels");
            }
            case Packing.Bias p -> requireElements(blocked(p.outputs(), p.groups(), p.block()), elements);
            case Packing.Scale p -> requireElements(p.channels(), elements);
            case Packing.ResponseCoefficients p -> {
                require(p.size() >= 1, "size is " + p.size() + ", expected at least 1");
                requireElements(3, elements);
            }
            case Packing.Whole p -> {} // whatever fits the kernel; WeightsFit holds the parameter to it
            case Packing.Constants p -> requireElements(p.values().size(), elements);
        }
    }

    private static int blocked(int outputs, int groups, int block) {
        require(
                outputs >= 1 && groups >= 1 && outputs % groups == 0,
                "outputs is " + outputs + ", expected a multiple of groups, " + groups);
        require(block >= 1, "block is " + block + ", expected at least 1");
        long channels = (long) groups * Math.ceilDiv(outputs / groups, block) * block;
        require(channels <= Integer.MAX_VALUE, "its packed channels overflow");
        return Packing.blocked(outputs, groups, block);
    }

    private static void requireElements(int expected, int elements) {
        require(expected == elements, "has " + elements + " elements, expected " + expected);
    }
}
