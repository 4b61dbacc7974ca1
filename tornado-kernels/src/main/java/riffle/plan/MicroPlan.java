package riffle.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.operator.Cost;
import riffle.plan.family.ChunksFamily;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;
import riffle.tensor.Shape;

/**
 * A plan of micro-kernels: multiply-adds without memory traffic, memory traffic without arithmetic. It runs wherever
 * plans of networks run. The cost of each launch is what that launch does, all its rounds together; its output holds a
 * sum for each work-item, which is known beforehand.
 */
public final class MicroPlan {

    /** Vector widths that there are multiply-add kernels for. */
    public static final List<Integer> WIDTHS = List.of(1, 2, 4, 8, 16);

    /** Independent chains of multiply-adds in a work-item. */
    public static final int CHAINS = 10;

    /**
     * The input of every such plan: chains are v = v * 1 + 2^-10, exact for some millions of rounds, start apart by 1.
     */
    public static final List<Float> INPUT = List.of(1f, 0x1p-10f, 1f);

    private static final int X = 0;
    private static final int Y = 1;
    private static final int A = 2;
    private static final int B = 3;
    private static final int C = 4;

    private static final int CHUNK_UNIT = ChunksFamily.UNIT;
    private static final double MEAN_OF_PATTERN = 4.5;
    private static final int SCALE_OF_C = 2;
    private static final int TRIAD_FACTOR = 4;

    /**
     * How work is spread over a device.
     *
     * @param groups work-groups; as many as there are compute units give each its own share of the working set
     * @param items work-items of a group
     * @param offset elements of each array that are left alone, so that vectors lie on cache lines
     */
    public record Layout(int groups, int items, int offset) {
        int all() {
            return Math.multiplyExact(groups, items);
        }
    }

    private final Layout layout;
    private final long largest;
    private final List<KernelCall> calls = new ArrayList<>();
    private final List<Double> expected = new ArrayList<>();
    private int elementsOfA;
    private int elementsOfB;
    private int elementsOfC;
    private double contentOfC = SCALE_OF_C;

    /**
     * An empty plan.
     *
     * @param largest bytes of the largest working set of a bandwidth kernel; 0 if there will be none
     */
    public MicroPlan(Layout layout, long largest) {
        this.layout = layout;
        this.largest = largest;
        if (largest > 0) {
            elementsOfA = layout.offset() + layout.groups() * chunk(largest, 1);
            elementsOfC = layout.offset() + layout.groups() * chunk(largest, 2);
            elementsOfB = layout.offset() + layout.groups() * chunk(largest, 3);
            fill(A, elementsOfA, 1);
            fill(B, elementsOfB, 1);
            fill(C, elementsOfC, SCALE_OF_C);
        }
    }

    /** Every micro-kernel once, small. */
    public static MicroPlan everything(Layout layout, int rounds) {
        int bytes = 3 * Float.BYTES * CHUNK_UNIT * layout.all();
        MicroPlan plan = new MicroPlan(layout, bytes);
        for (int width : WIDTHS) {
            int unused = plan.peak(width, rounds);
        }
        int unusedRead = plan.read(bytes, rounds);
        int unusedTriad = plan.triad(bytes, rounds);
        plan.readTriad();
        int unusedCopy = plan.copy(bytes, rounds);
        plan.readCopy();
        int unusedNothing = plan.nothing();
        return plan;
    }

    /**
     * Adds ten chains of multiply-adds in every work-item.
     *
     * @param width lanes of a vector, one of {@link #WIDTHS}
     * @return position of the launch
     */
    public int peak(int width, int rounds) {
        long macs = (long) layout.all() * rounds * CHAINS * width;
        Kernel kernel = switch (width) {
            case 1 -> Kernel.PEAK_1;
            case 2 -> Kernel.PEAK_2;
            case 4 -> Kernel.PEAK_4;
            case 8 -> Kernel.PEAK_8;
            case 16 -> Kernel.PEAK_16;
            default -> throw new IllegalArgumentException("width is " + width + ", expected one of " + WIDTHS);
        };
        int to = expected.size();
        for (int item = 0; item < layout.all(); item++) {
            double starts = CHAINS * (double) item + CHAINS * (CHAINS + 1) / 2.0;
            expected.add(width * (starts + CHAINS * (rounds * (double) INPUT.get(1))));
        }
        return add(kernel, "peak of width " + width, new Cost(macs, 0, 0), List.of(rounds, to), List.of(X, Y));
    }

    /**
     * Adds the sum of an array, many times over.
     *
     * @param bytes working set, rounded down to what the work-items share evenly
     * @return position of the launch
     */
    public int read(long bytes, int rounds) {
        return read(A, chunk(bytes, 1), rounds, 1);
    }

    /** Adds c = a, many times over. */
    public int copy(long bytes, int rounds) {
        int chunk = chunk(bytes, 2);
        contentOfC = 1;
        return add(Kernel.COPY, "copy", traffic(chunk, rounds, 1, 1), chunks(chunk, rounds), List.of(A, C));
    }

    /** Adds c = a + 3 b, many times over. */
    public int triad(long bytes, int rounds) {
        int chunk = chunk(bytes, 3);
        contentOfC = TRIAD_FACTOR;
        return add(Kernel.TRIAD, "triad", traffic(chunk, rounds, 2, 1), chunks(chunk, rounds), List.of(A, B, C));
    }

    /** Adds a look at what the last and largest copy wrote. */
    public void readCopy() {
        int unused = read(C, chunk(largest, 2), 1, contentOfC);
    }

    /** Adds a look at what the last and largest triad wrote. */
    public void readTriad() {
        int unused = read(C, chunk(largest, 3), 1, contentOfC);
    }

    /** The plan. */
    public Plan build() {
        List<Buffer> buffers = new ArrayList<>();
        buffers.add(buffer(X, "parameters", Buffer.Role.INPUT, INPUT.size()));
        buffers.add(buffer(Y, "sums", Buffer.Role.OUTPUT, expected.size()));
        if (largest > 0) {
            buffers.add(buffer(A, "a", Buffer.Role.INTERMEDIATE, elementsOfA));
            buffers.add(buffer(B, "b", Buffer.Role.INTERMEDIATE, elementsOfB));
            buffers.add(buffer(C, "c", Buffer.Role.INTERMEDIATE, elementsOfC));
        }
        Plan plan = new Plan(
                "micro-kernels", PlanKind.UNFUSED, KernelSet.WIDE, DeviceProfile.DEFAULT, buffers, Map.of(), calls);
        Bounds.check(plan);
        return plan;
    }

    /** What the output must hold. */
    public List<Double> expected() {
        return List.copyOf(expected);
    }

    /** Bytes of the arrays that a bandwidth launch of so many bytes really walks over. */
    public long workingSet(long bytes, int arrays) {
        return (long) Float.BYTES * arrays * layout.groups() * chunk(bytes, arrays);
    }

    /** Adds a launch that does as good as nothing. */
    public int nothing() {
        int to = expected.size();
        expected.add((double) INPUT.getFirst());
        return add(Kernel.NOTHING, "nothing", Cost.NONE, List.of(to), List.of(X, Y), new NdRange(1, 1, 1, 1, 1));
    }

    private int read(int array, int chunk, int rounds, double scale) {
        List<Integer> shape = new ArrayList<>(chunks(chunk, rounds));
        shape.add(expected.size());
        int perItem = chunk / layout.items();
        double sum = scale * MEAN_OF_PATTERN * rounds * perItem;
        for (int item = 0; item < layout.all(); item++) {
            expected.add(sum);
        }
        return add(Kernel.READ, "read", traffic(chunk, rounds, 1, 0), shape, List.of(array, Y));
    }

    private void fill(int array, int elements, int scale) {
        Cost cost = new Cost(0, 0, (long) Float.BYTES * elements);
        int unused = add(Kernel.FILL, "fill", cost, List.of(scale), List.of(array), NdRange.of(elements, 1, 1));
    }

    private int add(Kernel kernel, String name, Cost cost, List<Integer> shape, List<Integer> buffers) {
        return add(kernel, name, cost, shape, buffers, new NdRange(layout.all(), 1, 1, layout.items(), 1));
    }

    private int add(Kernel kernel, String name, Cost cost, List<Integer> shape, List<Integer> buffers, NdRange range) {
        int position = calls.size();
        Launch launch = new Launch(name + " " + position, kernel.method(), "micro-kernel", List.of(), cost);
        calls.add(new KernelCall(launch, kernel, shape, buffers, range));
        return position;
    }

    private List<Integer> chunks(int chunk, int rounds) {
        return List.of(layout.items(), chunk, rounds, layout.offset());
    }

    private Cost traffic(int chunk, int rounds, int read, int written) {
        long bytes = (long) Float.BYTES * layout.groups() * chunk * rounds;
        return new Cost(0, read * bytes, written * bytes);
    }

    /** Elements of a group in each array, at least one unit. */
    private int chunk(long bytes, int arrays) {
        long unit = (long) CHUNK_UNIT * layout.items();
        long units = bytes / Float.BYTES / arrays / layout.groups() / unit;
        return Math.toIntExact(Math.max(1, units) * unit);
    }

    private static Buffer buffer(int id, String name, Buffer.Role role, int elements) {
        return new Buffer(id, name, role, Shape.vector(1, elements), 0, 0);
    }
}
