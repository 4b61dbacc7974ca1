package riffle.plan.step;

/**
 * How many work-items run, and how they are grouped.
 *
 * @param globalX work-items along x, the fastest dimension
 * @param globalY work-items along y
 * @param globalZ work-items along z
 * @param localX work-items of a group along x, a divisor of globalX
 * @param localY work-items of a group along y, a divisor of globalY
 */
public record NdRange(int globalX, int globalY, int globalZ, int localX, int localY) {

    /** Work-items in a group at most: what most devices take and a GPU wants at least. */
    private static final int GROUP = 64;

    public NdRange {
        if (globalX < 1 || globalY < 1 || globalZ < 1) {
            throw new IllegalArgumentException("NDRange " + globalX + "x" + globalY + "x" + globalZ + " is empty");
        }
        if (localX < 1 || localY < 1 || globalX % localX != 0 || globalY % localY != 0) {
            throw new IllegalArgumentException(
                    "work-group " + localX + "x" + localY + " does not divide the NDRange " + globalX + "x" + globalY);
        }
    }

    /** Groups of up to 64 neighbours, along x first. */
    public static NdRange of(int x, int y, int z) {
        return new NdRange(x, y, z, 1, 1).grouped(GROUP);
    }

    /** The same work-items in groups of up to so many neighbours, along x first. */
    public NdRange grouped(int group) {
        int local = largestDivisor(globalX, group);
        return new NdRange(globalX, globalY, globalZ, local, largestDivisor(globalY, group / local));
    }

    /** At least so many work-items in full groups of 64; those beyond have nothing to do. */
    public static NdRange covering(int items) {
        return new NdRange(Exact.times(Math.ceilDiv(items, GROUP), GROUP), 1, 1, GROUP, 1);
    }

    /** Groups of up to so many neighbours along x. */
    public static NdRange of(int x, int y, int z, int group) {
        return new NdRange(x, y, z, largestDivisor(x, group), 1);
    }

    private static int largestDivisor(int of, int atMost) {
        int divisor = Math.min(of, atMost);
        while (of % divisor != 0) {
            divisor--;
        }
        return divisor;
    }
}
