package riffle.measure.backend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import riffle.execution.Backend;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.Launch;
import riffle.execution.PlanKind;
import riffle.execution.Sample;
import riffle.network.Network;
import riffle.plan.Planner;
import riffle.reference.Reference;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/** Right results in scripted times; from a given pass on, wrong results. */
public final class FakeBackend implements Backend {

    public static final Device DEVICE = new Device(0, "Fake Device", "Fake Platform 1.0", "0.1", 2);

    private final Deque<Long> passes = new ArrayDeque<>();
    private List<Device> devices = List.of(DEVICE, new Device(1, "Other Device", "Fake Platform 1.0", "0.1", 8));
    private long last;
    private int wrongFrom = Integer.MAX_VALUE;
    private float off = 1000;
    private int passesRun;

    /** A backend whose passes take these nanoseconds, the last of them for ever. */
    public static FakeBackend taking(long... nanos) {
        FakeBackend backend = new FakeBackend();
        LongStream.of(nanos).forEach(backend.passes::add);
        return backend;
    }

    /** The same, giving wrong results from pass number n on (the first is 1). */
    public FakeBackend wrongFromPass(int n) {
        wrongFrom = n;
        return this;
    }

    /** The same, giving NaN where it is wrong. */
    public FakeBackend notNumbers() {
        off = Float.NaN;
        return this;
    }

    /** The same with these devices. */
    FakeBackend with(Device... these) {
        devices = List.of(these);
        return this;
    }

    public int passesRun() {
        return passesRun;
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public List<Device> devices() {
        return devices;
    }

    @Override
    public List<PlanKind> plans(Network network, Device device) {
        return Planner.kinds(network, kernels(device), profile(device));
    }

    @Override
    public Execution prepare(Network network, Weights weights, PlanKind plan, Device device) {
        Execution unfused = new ReferenceBackend().prepare(network, weights, PlanKind.UNFUSED, device);
        return new Execution() {
            @Override
            public List<Launch> launches() {
                return unfused.launches();
            }

            @Override
            public long compileNanos() {
                return 5_000_000;
            }

            @Override
            public Sample run(List<Tensor> inputs) {
                passesRun++;
                last = passes.isEmpty() ? last : passes.remove();
                Tensor output = Reference.run(network, weights, inputs);
                if (passesRun >= wrongFrom) {
                    output.data()[0] += off;
                }
                int launches = launches().size();
                return new Sample(
                        output,
                        last,
                        last / 10,
                        LongStream.range(0, launches)
                                .mapToObj(i -> last / 2 / launches)
                                .toList());
            }

            @Override
            public void close() {
                unfused.close();
            }
        };
    }
}
