package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.CL_QUEUE_PROFILING_ENABLE;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clReleaseCommandQueue;
import static org.lwjgl.opencl.CL10.clReleaseContext;
import static org.lwjgl.opencl.CL10.clReleaseKernel;
import static org.lwjgl.opencl.CL10.clReleaseProgram;
import static org.lwjgl.opencl.CL10.clSetKernelArg;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import riffle.bundle.CallingConvention;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.execution.DeviceMemory;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.Launch;
import riffle.execution.Sample;
import riffle.execution.SourceForm;
import riffle.form.FormException;
import riffle.form.Forms;
import riffle.opencl.ClStatus;
import riffle.opencl.OpenClDevice;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.family.Kernel;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * A plan run with captured kernels: programs built once, one kernel object with its arguments per call, one in-order
 * queue, and one wait at the end of each run.
 */
final class Replay implements Execution {

    private final Plan plan;
    private final long context;
    private final long queue;
    private final ReplayMemory memory;
    private final ReplayTransfers transfers;
    private final Map<Kernel, Long> programs = new EnumMap<>(Kernel.class);
    private final List<Long> kernels = new ArrayList<>();
    private final ReplayLaunches launches;
    private final long[] buffers;
    private final long compileNanos;
    private final Making making;
    private final DeviceMemory size;

    /**
     * How a plan came about, and what becomes of its kernels' sources.
     *
     * @param nanos spent on it and on finding the library
     * @param tuned whether its launches are cut as a tuning says
     * @param sources the form in which the device's compiler gets sources
     */
    record Making(long nanos, boolean tuned, SourceForm sources) {
        /** Of a plan that was made elsewhere. */
        static Making elsewhere(SourceForm sources) {
            return new Making(0, false, sources);
        }
    }

    Replay(Plan plan, KernelLibrary library, Weights weights, OpenClDevice device) {
        this(plan, library, weights, device, ReplayMemory.Form.of(device));
    }

    Replay(Plan plan, KernelLibrary library, Weights weights, OpenClDevice device, ReplayMemory.Form form) {
        this(plan, library, weights, device, form, Making.elsewhere(device.sourceForm()));
    }

    /** Builds the programs and allocates everything. */
    Replay(
            Plan plan,
            KernelLibrary library,
            Weights weights,
            OpenClDevice device,
            ReplayMemory.Form form,
            Making making) {
        this.making = making;
        this.plan = plan;
        ReplayBuffers places = new ReplayBuffers(plan, device);
        size = places.size();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            PointerBuffer properties = stack.pointers(CL_CONTEXT_PLATFORM, device.platform(), 0);
            context = clCreateContext(properties, device.id(), null, 0, status);
            ClStatus.check("clCreateContext", status.get(0));
            queue = clCreateCommandQueue(context, device.id(), CL_QUEUE_PROFILING_ENABLE, status);
            ClStatus.check("clCreateCommandQueue", status.get(0));
        }
        memory = form.create(context, queue);
        try {
            long start = System.nanoTime();
            for (KernelCall call : plan.calls()) {
                programs.computeIfAbsent(
                        call.kernel(),
                        kernel ->
                                ReplayProgram.build(context, device, formed(library, kernel), library.buildOptions()));
            }
            compileNanos = System.nanoTime() - start;
            buffers = places.allocate(memory, weights);
            setArguments();
            launches = new ReplayLaunches(plan, queue, kernels, device.id());
            transfers = new ReplayTransfers(plan, memory, buffers);
        } catch (RuntimeException e) {
            release();
            throw e;
        }
    }

    private KernelSource formed(KernelLibrary library, Kernel kernel) {
        KernelSource captured = library.source(kernel);
        try {
            return Forms.of(making.sources(), captured);
        } catch (FormException e) {
            throw new ExecutionException(e.getMessage(), e);
        }
    }

    private void setArguments() {
        long unread = memory.allocate(CallingConvention.ATOMICS_BYTES); // serves all leading arguments
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            for (KernelCall call : plan.calls()) {
                long kernel = clCreateKernel(
                        programs.get(call.kernel()), call.kernel().method(), status);
                ClStatus.check("clCreateKernel " + call.kernel().method(), status.get(0));
                kernels.add(kernel);
                int argument = 0;
                memory.argument(kernel, argument++, unread);
                memory.argument(kernel, argument++, unread);
                ClStatus.check("clSetKernelArg", clSetKernelArg(kernel, argument++, CallingConvention.LOCAL_BYTES));
                memory.argument(kernel, argument++, unread);
                if (!call.shape().isEmpty()) {
                    memory.argument(kernel, argument++, memory.ints(call.shape()));
                }
                for (int id : call.buffers()) {
                    memory.argument(kernel, argument++, buffers[id]);
                }
            }
        }
    }

    @Override
    public List<Launch> launches() {
        return plan.launches();
    }

    @Override
    public Optional<String> note() {
        List<String> notes = new ArrayList<>();
        plan.note().ifPresent(notes::add);
        making.sources().note().ifPresent(notes::add);
        if (making.tuned()) {
            notes.add("work-groups as ./riffle tune chose them for this device");
        }
        return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", notes));
    }

    @Override
    public long compileNanos() {
        return compileNanos;
    }

    @Override
    public long planNanos() {
        return making.nanos();
    }

    @Override
    public Optional<DeviceMemory> memory() {
        return Optional.of(size);
    }

    @Override
    public Sample run(List<Tensor> inputs) {
        transfers.spoil();
        ClStatus.check("clFinish", clFinish(queue));
        ReplayEvents events = new ReplayEvents(kernels.size());
        long start = System.nanoTime();
        transfers.upload(inputs, events);
        launches.enqueue(events);
        ClStatus.check("clFinish", clFinish(queue));
        Tensor output = transfers.download(events);
        long endToEnd = System.nanoTime() - start;
        ClStatus.check("clFinish", clFinish(queue)); // what followed the output, such as giving a mapped buffer back
        return events.sample(output, endToEnd);
    }

    private void release() {
        kernels.forEach(kernel -> ClStatus.check("clReleaseKernel", clReleaseKernel(kernel)));
        kernels.clear();
        programs.values().forEach(program -> ClStatus.check("clReleaseProgram", clReleaseProgram(program)));
        programs.clear();
        memory.close();
        ClStatus.check("clReleaseCommandQueue", clReleaseCommandQueue(queue));
        ClStatus.check("clReleaseContext", clReleaseContext(context));
    }

    @Override
    public void close() {
        release();
    }
}
