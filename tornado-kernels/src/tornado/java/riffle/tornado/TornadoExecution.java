package riffle.tornado;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.Launch;
import riffle.execution.Sample;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.NdRange;
import riffle.plan.Plan;
import riffle.plan.WeightPacker;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoExecutionResult;
import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid3D;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A plan as one task graph. Weights and shapes travel once, inputs and output each time, everything else stays on the
 * device.
 */
final class TornadoExecution implements Execution {

    private static final String GRAPH = "riffle";

    private final Plan plan;
    private final List<FloatArray> arrays = new ArrayList<>();
    private final TornadoExecutionPlan executor;
    private final ProfileLog profile = new ProfileLog();
    private final long compileNanos;

    /**
     * @throws ExecutionException if the plan is longer than a task graph can be, or does not compile
     */
    TornadoExecution(Plan plan, Weights weights, TornadoDevice device) {
        GraphLimits.check(plan);
        this.plan = plan;
        for (Buffer buffer : plan.buffers()) {
            arrays.add(new FloatArray(buffer.elements()));
        }
        plan.packings()
                .forEach((id, packing) -> fill(arrays.get(id), WeightPacker.pack(packing, weights)));
        GridScheduler grid = new GridScheduler();
        TaskGraph graph = graph(grid);
        long start = System.nanoTime();
        try {
            executor = new TornadoExecutionPlan(graph.snapshot());
            executor.withDevice(device)
                    .withGridScheduler(grid)
                    .withProfiler(ProfilerMode.SILENT)
                    .withPreCompilation();
        } catch (RuntimeException | Error e) {
            throw failure("compile", e);
        }
        compileNanos = System.nanoTime() - start;
    }

    private TaskGraph graph(GridScheduler grid) {
        TaskGraph graph = new TaskGraph(GRAPH);
        KernelContext context = new KernelContext();
        for (Buffer buffer : plan.buffers()) {
            FloatArray array = arrays.get(buffer.id());
            switch (buffer.role()) {
                case INPUT -> graph.transferToDevice(DataTransferMode.EVERY_EXECUTION, array);
                case WEIGHTS -> graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, array);
                case INTERMEDIATE -> {
                    if (buffer.border() > 0) {
                        graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, array);
                    }
                }
                case OUTPUT -> {}
            }
        }
        for (KernelCall call : plan.calls()) {
            String task = "t" + grid.keySet().size();
            IntArray shape = IntArray.fromArray(
                    call.shape().stream().mapToInt(Integer::intValue).toArray());
            if (shape.getSize() > 0) {
                graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, shape);
            }
            List<FloatArray> buffers = call.buffers().stream().map(arrays::get).toList();
            KernelTasks.add(graph, task, context, call.kernel(), shape, buffers);
            grid.addWorkerGrid(taskName(task), workers(call.range()));
        }
        for (Buffer output : plan.buffers(Buffer.Role.OUTPUT)) {
            graph.transferToHost(DataTransferMode.EVERY_EXECUTION, arrays.get(output.id()));
        }
        return graph;
    }

    /** TornadoVM ignores a grid whose name matches no task, in silence: names are made here alone. */
    private static String taskName(String task) {
        return GRAPH + "." + task;
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
    public long compileNanos() {
        return compileNanos;
    }

    @Override
    public Sample run(List<Tensor> inputs) {
        List<Buffer> in = plan.buffers(Buffer.Role.INPUT);
        Buffer out = plan.buffers(Buffer.Role.OUTPUT).getFirst();
        Tensor output = Tensor.zeros(out.shape());
        TornadoExecutionResult result;
        long start = System.nanoTime();
        try {
            for (int i = 0; i < in.size(); i++) {
                upload(in.get(i), inputs.get(i));
            }
            result = executor.execute();
            MemorySegment.copy(
                    arrays.get(out.id()).getSegment(), ValueLayout.JAVA_FLOAT, 0, output.data(), 0, output.data().length);
        } catch (RuntimeException | Error e) {
            throw failure("run", e);
        }
        long endToEnd = System.nanoTime() - start;
        ProfileLog.Times times = profile.latest(result.getProfilerResult().getProfileLog());
        List<Long> kernels = new ArrayList<>();
        for (int i = 0; i < plan.calls().size(); i++) {
            kernels.add(times.kernelNanos(taskName("t" + i)));
        }
        return new Sample(output, endToEnd, times.transferNanos(), kernels);
    }

    private void upload(Buffer buffer, Tensor tensor) {
        Shape shape = buffer.shape();
        if (!tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                    plan.network() + ": input is " + tensor.shape() + ", expected " + shape);
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
