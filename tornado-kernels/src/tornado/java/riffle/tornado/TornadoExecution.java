package riffle.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import riffle.execution.DeviceMemory;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.Launch;
import riffle.execution.Sample;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.SharedArrays;
import riffle.plan.WeightPacker;
import riffle.plan.step.NdRange;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.enums.TornadoVMBackendType;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A plan as one task graph, or as few as TornadoVM's limits allow ({@link Segment}). Weights and shapes travel once,
 * inputs and output each time, everything else stays on the device.
 */
final class TornadoExecution implements Execution {

    private final Plan plan;
    private final List<Segment> segments;
    private final SharedArrays shared;

    /** By id of the buffer; several buffers may have one array. */
    private final List<FloatArray> arrays = new ArrayList<>();

    private final TornadoExecutionPlan executor;
    private final List<ProfileLog> profiles = new ArrayList<>();
    private final long compileNanos;

    /**
     * @throws ExecutionException if the plan does not compile
     */
    TornadoExecution(Plan plan, Weights weights, TornadoDevice device) {
        this.plan = plan;
        this.shared = SharedArrays.of(plan);
        this.segments = Segment.of(plan, shared);
        Map<Integer, FloatArray> own = new HashMap<>();
        for (Buffer buffer : plan.buffers()) {
            Buffer largest = plan.buffers().get(shared.of(buffer.id()));
            arrays.add(own.computeIfAbsent(largest.id(), id -> new FloatArray(largest.elements())));
        }
        plan.packings().forEach((id, packing) -> fill(arrays.get(id), WeightPacker.pack(packing, weights)));
        long start = System.nanoTime();
        try {
            GridScheduler grid = new GridScheduler();
            List<ImmutableTaskGraph> graphs = new ArrayList<>();
            for (Segment segment : segments) {
                graphs.add(graph(segment, grid).snapshot());
                profiles.add(new ProfileLog());
            }
            executor = new TornadoExecutionPlan(graphs.toArray(ImmutableTaskGraph[]::new));
            executor.withDevice(device)
                    .withCompilerFlags(TornadoVMBackendType.OPENCL, CompilerFlags.of(device))
                    .withGridScheduler(grid)
                    .withProfiler(ProfilerMode.SILENT)
                    .withPreCompilation();
        } catch (RuntimeException | Error e) {
            throw failure("compile", e);
        }
        compileNanos = System.nanoTime() - start;
    }

    private TaskGraph graph(Segment segment, GridScheduler grid) {
        TaskGraph graph = new TaskGraph(segment.name());
        if (!segment.received().isEmpty()) {
            String before = segments.get(segments.indexOf(segment) - 1).name();
            graph.consumeFromDevice(before, arrays(segment.received()));
        }
        Set<Integer> used = new LinkedHashSet<>();
        segment.calls().forEach(call -> call.buffers().forEach(id -> used.add(shared.of(id))));
        used.removeAll(segment.received());
        used.forEach(id -> transfer(plan.buffers().get(id), graph));
        KernelContext context = new KernelContext();
        for (int i = 0; i < segment.calls().size(); i++) {
            KernelCall call = segment.calls().get(i);
            IntArray shape = IntArray.fromArray(
                    call.shape().stream().mapToInt(Integer::intValue).toArray());
            if (shape.getSize() > 0) {
                graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
            }
            List<FloatArray> buffers = call.buffers().stream().map(arrays::get).toList();
            KernelTasks.of(call.kernel()).addTo(graph, task(i), context, shape, buffers);
            grid.addWorkerGrid(segment.name() + "." + task(i), workers(call.range()));
        }
        if (segment.equals(segments.getLast())) {
            graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays.get(output().id()));
        }
        if (!segment.kept().isEmpty()) {
            graph.persistOnDevice(arrays(segment.kept()));
        }
        return graph;
    }

    private void transfer(Buffer buffer, TaskGraph graph) {
        FloatArray array = arrays.get(buffer.id());
        switch (buffer.role()) {
            case INPUT -> graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, array);
            case WEIGHTS -> graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, array);
            case INTERMEDIATE -> {
                if (buffer.border() > 0) {
                    graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, array);
                }
            }
            case SCRATCH -> graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, array);
            case OUTPUT -> {}
        }
    }

    private Object[] arrays(Set<Integer> ids) {
        return ids.stream().map(arrays::get).toArray();
    }

    /** TornadoVM ignores a grid whose name matches no task, in silence: tasks get their names here alone. */
    private static String task(int i) {
        return "t" + i;
    }

    private static WorkerGrid workers(NdRange range) {
        WorkerGrid workers = new WorkerGrid3D(range.globalX(), range.globalY(), range.globalZ());
        workers.setLocalWork(range.localX(), range.localY(), 1);
        return workers;
    }

    @Override
    public List<Launch> launches() {
        return plan.launches();
    }

    @Override
    public Optional<String> note() {
        return plan.note();
    }

    @Override
    public long compileNanos() {
        return compileNanos;
    }

    @Override
    public Optional<DeviceMemory> memory() {
        long activations = plan.buffers().stream()
                .filter(buffer -> buffer.role() != Buffer.Role.WEIGHTS && shared.of(buffer.id()) == buffer.id())
                .mapToLong(buffer -> arrays.get(buffer.id()).getNumBytesOfSegmentWithHeader())
                .sum();
        return Optional.of(plan.memory(activations));
    }

    @Override
    public Sample run(List<Tensor> inputs) {
        List<Buffer> in = plan.buffers(Buffer.Role.INPUT);
        if (inputs.size() != in.size()) {
            throw new IllegalArgumentException(
                    plan.network() + " takes " + in.size() + " inputs, got " + inputs.size());
        }
        Tensor output = Tensor.zeros(output().shape());
        arrays.get(output().id()).init(Float.NaN); // a pass that writes nothing must not pass for the one before
        List<TornadoExecutionResult> results = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int i = 0; i < in.size(); i++) {
                upload(in.get(i), inputs.get(i));
            }
            for (int i = 0; i < segments.size(); i++) {
                results.add(executor.withGraph(i).execute());
            }
            MemorySegment.copy(
                    arrays.get(output().id()).getSegment(),
                    ValueLayout.JAVA_FLOAT,
                    0,
                    output.data(),
                    0,
                    output.data().length);
        } catch (RuntimeException | Error e) {
            throw failure("run", e);
        }
        long endToEnd = System.nanoTime() - start;
        return sample(output, endToEnd, results);
    }

    private Sample sample(Tensor output, long endToEnd, List<TornadoExecutionResult> results) {
        long transfer = 0;
        List<Long> kernels = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            executor.withGraph(i); // a result shows the profile of the graph that is selected when it is asked
            ProfileLog.Times times =
                    profiles.get(i).latest(results.get(i).getProfilerResult().getProfileLog());
            transfer += times.transferNanos();
            for (int t = 0; t < segment.calls().size(); t++) {
                kernels.add(times.kernelNanos(segment.name() + "." + task(t)));
            }
        }
        return new Sample(output, endToEnd, transfer, kernels);
    }

    /** The last call writes it, so the last segment brings it back. */
    private Buffer output() {
        return plan.buffers(Buffer.Role.OUTPUT).getFirst();
    }

    private void upload(Buffer buffer, Tensor tensor) {
        Shape shape = buffer.shape();
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(plan.network() + ": input is " + tensor.shape() + ", expected " + shape);
        }
        MemorySegment to = arrays.get(buffer.id()).getSegment();
        if (buffer.border() == 0) {
            MemorySegment.copy(tensor.data(), 0, to, ValueLayout.JAVA_FLOAT, 0, tensor.data().length);
            return;
        }
        for (int plane = 0; plane < shape.n() * shape.c(); plane++) {
            for (int row = 0; row < shape.h(); row++) {
                long at = (long) Float.BYTES * buffer.index(plane, row, 0);
                int from = (plane * shape.h() + row) * shape.w();
                MemorySegment.copy(tensor.data(), from, to, ValueLayout.JAVA_FLOAT, at, shape.w());
            }
        }
    }

    private static void fill(FloatArray array, float[] values) {
        MemorySegment.copy(values, 0, array.getSegment(), ValueLayout.JAVA_FLOAT, 0, values.length);
    }

    private ExecutionException failure(String what, Throwable cause) {
        return new ExecutionException("TornadoVM failed to " + what + " " + plan.network() + ": " + cause, cause);
    }

    @Override
    public void close() {
        executor.freeDeviceMemory();
        try {
            executor.close();
        } catch (Exception e) {
            throw failure("close", e);
        }
    }
}
