package riffle.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import riffle.plan.KernelCall;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.replay.BundleBackend;
import riffle.replay.DeviceProbe;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** Micro-kernels do what their rates are computed from: their sums against plain Java, element by element. */
class MicroKernelTest {

    /** Sums exceed the 24 bits of a float where many small numbers are added. */
    private static final double TOLERANCE = 1e-6;

    private static final int CHUNK_UNIT = 128;

    @ParameterizedTest
    @CsvSource({"1, 1, 0, 1", "2, 1, 12, 3", "3, 4, 5, 7", "2, 64, 0, 2"})
    void sumsAreThoseOfPlainJava(int groups, int items, int offset, int rounds) {
        BundleBackend backend = (BundleBackend) Devices.bundle();
        MicroPlan micro = MicroPlan.everything(new MicroPlan.Layout(groups, items, offset), rounds);
        List<Double> expected = plainJava(groups * items, items, offset, rounds);
        assertEquals(expected.size(), micro.expected().size());
        float[] sums = run(backend, micro.build());
        for (int i = 0; i < sums.length; i++) {
            double sum = expected.get(i);
            assertEquals(sum, micro.expected().get(i), TOLERANCE * sum, "expected of slot " + i);
            assertEquals(sum, sums[i], TOLERANCE * sum, "slot " + i);
        }
    }

    private static float[] run(BundleBackend backend, Plan plan) {
        float[] input = {1f, 0x1p-10f, 1f};
        try (Execution execution =
                backend.prepare(plan, new Weights(Map.of()), backend.devices().getFirst())) {
            return execution
                    .run(List.of(new Tensor(Shape.vector(1, input.length), input)))
                    .output()
                    .data();
        }
    }

    /** What all micro-kernels of the plan write, in its order, from their definitions. */
    private static List<Double> plainJava(int all, int items, int offset, int rounds) {
        List<Double> sums = new ArrayList<>();
        for (int width : new int[] {1, 2, 4, 8, 16}) {
            for (int item = 0; item < all; item++) {
                double sum = 0;
                for (int chain = 0; chain < 10; chain++) {
                    double v = item + chain + 1;
                    for (int r = 0; r < rounds; r++) {
                        v = v * 1 + 0x1p-10;
                    }
                    sum += width * v;
                }
                sums.add(sum);
            }
        }
        int elements = offset + 3 * CHUNK_UNIT * all;
        double[] a = pattern(elements, 1);
        double[] b = pattern(elements, 1);
        double[] c = pattern(elements, 2);
        sums.addAll(read(a, all, items, offset, 3 * CHUNK_UNIT * items, rounds));
        for (int i = offset; i < offset + CHUNK_UNIT * all; i++) {
            c[i] = a[i] + 3 * b[i];
        }
        sums.addAll(read(c, all, items, offset, CHUNK_UNIT * items, 1));
        for (int i = offset; i < offset + CHUNK_UNIT * all; i++) {
            c[i] = a[i];
        }
        sums.addAll(read(c, all, items, offset, CHUNK_UNIT * items, 1));
        sums.add(1.0);
        return sums;
    }

    private static double[] pattern(int elements, int scale) {
        double[] array = new double[elements];
        for (int i = 0; i < elements; i++) {
            array[i] = scale * (i % 8 + 1);
        }
        return array;
    }

    private static List<Double> read(double[] array, int all, int items, int offset, int chunk, int rounds) {
        List<Double> sums = new ArrayList<>();
        for (int item = 0; item < all; item++) {
            double sum = 0;
            int start = offset + item / items * chunk;
            for (int vector = item % items; vector < chunk / 16; vector += items) {
                for (int lane = 0; lane < 16; lane++) {
                    sum += array[start + 16 * vector + lane];
                }
            }
            sums.add(rounds * sum);
        }
        return sums;
    }

    @Test
    void costsAreThoseOfAllRounds() {
        MicroPlan micro = new MicroPlan(new MicroPlan.Layout(2, 1, 0), 3 << 20);
        int peak = micro.peak(16, 1000);
        int triad = micro.triad(3 << 20, 10);
        List<KernelCall> calls = micro.build().calls();
        assertEquals(2L * 1000 * 10 * 16, calls.get(peak).launch().cost().macs());
        assertEquals(10L * (3 << 20), calls.get(triad).launch().cost().bytes());
        assertEquals(Kernel.TRIAD, calls.get(triad).kernel());
        assertEquals(3 << 20, micro.workingSet(3 << 20, 3));
    }

    @Test
    void launchesAndCopiesTakeTime() {
        BundleBackend backend = (BundleBackend) Devices.bundle();
        try (DeviceProbe probe = new DeviceProbe(backend.devices().getFirst())) {
            assertTrue(probe.launch(1) > 0);
            assertTrue(probe.launch(10) > 0);
            for (boolean there : new boolean[] {true, false}) {
                long[] nanos = probe.transfers(there, 1 << 16, 3);
                assertEquals(3, nanos.length);
                assertTrue(nanos[0] > 0);
            }
        }
    }
}
