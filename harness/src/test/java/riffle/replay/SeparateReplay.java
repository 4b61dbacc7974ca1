package riffle.replay;

import static org.lwjgl.opencl.CL10.CL_CONTEXT_PLATFORM;
import static org.lwjgl.opencl.CL10.clCreateCommandQueue;
import static org.lwjgl.opencl.CL10.clCreateContext;
import static org.lwjgl.opencl.CL10.clCreateKernel;
import static org.lwjgl.opencl.CL10.clEnqueueNDRangeKernel;
import static org.lwjgl.opencl.CL10.clFinish;
import static org.lwjgl.opencl.CL10.clSetKernelArg;

import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import riffle.bundle.CallingConvention;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;
import riffle.opencl.ClStatus;
import riffle.opencl.OpenClDevice;
import riffle.opencl.OpenClDevices;
import riffle.plan.Buffer;
import riffle.plan.KernelCall;
import riffle.plan.Plan;
import riffle.plan.WeightPacker;
import riffle.plan.family.Kernel;
import riffle.plan.step.NdRange;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * A plan run once with each buffer alone in memory, written as a whole before anything runs: Oclgrind forgets what it
 * knew of a buffer when a part of it is written or mapped. On request all that has no value yet is NaN: elements of
 * buffers that no launch has written and that need not be zero, and variables and private arrays of kernels. So it
 * shows where one reaches an output.
 */
public final class SeparateReplay {

    private final OpenClDevice device = OpenClDevices.all().getFirst();
    private static final Pattern VARIABLES = Pattern.compile(" *(float\\d*|int) (\\w[\\w, ]*);");
    private static final Pattern ARRAY = Pattern.compile(" *__private float (\\w+)\\[(\\d+)\\];");

    private final KernelLibrary library;
    private final boolean poisoned;

    /**
     * On the first device there is.
     *
     * @param poisoned whether what has no value is NaN, else it is zero in buffers, and anything in kernels
     */
    public SeparateReplay(KernelLibrary library, boolean poisoned) {
        this.library = library;
        this.poisoned = poisoned;
    }

    /** The shipped library with another source for one kernel. */
    public static KernelLibrary changed(Kernel kernel, String opencl) {
        KernelLibrary shipped = Library.shipped();
        Map<Kernel, KernelSource> sources = new EnumMap<>(shipped.kernels());
        sources.put(
                kernel, new KernelSource(kernel, opencl, shipped.source(kernel).javaHash()));
        return new KernelLibrary(shipped.tornadoVersion(), shipped.buildOptions(), sources);
    }

    /** The device's name. */
    public String device() {
        return device.device().name();
    }

    /** The elements of the output, those behind its shape left out. */
    public float[] run(Plan plan, Weights weights, List<Tensor> inputs) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            PointerBuffer properties = stack.pointers(CL_CONTEXT_PLATFORM, device.platform(), 0);
            long context = clCreateContext(properties, device.id(), null, 0, status);
            ClStatus.check("clCreateContext", status.get(0));
            long queue = clCreateCommandQueue(context, device.id(), 0, status);
            ClStatus.check("clCreateCommandQueue", status.get(0));
            ReplayMemory memory = ReplayMemory.Form.COPIED.create(context, queue);
            long[] buffers = new long[plan.buffers().size()];
            List<Buffer> read = plan.buffers(Buffer.Role.INPUT);
            for (Buffer buffer : plan.buffers()) {
                float[] content = buffer.role() == Buffer.Role.WEIGHTS
                        ? WeightPacker.pack(plan.packings().get(buffer.id()), weights)
                        : content(buffer, read.contains(buffer) ? inputs.get(read.indexOf(buffer)) : null);
                buffers[buffer.id()] = memory.floats(buffer.elements(), content);
            }
            long unread = memory.zeros(CallingConvention.ATOMICS_BYTES);
            for (KernelCall call : plan.calls()) {
                launch(call, kernel(context, call, memory, unread, buffers), queue);
            }
            ClStatus.check("clFinish", clFinish(queue));
            Buffer output = plan.buffers(Buffer.Role.OUTPUT).getFirst();
            float[] written = new float[output.shape().elements()];
            memory.read(
                    buffers[output.id()],
                    written.length,
                    image -> image.asFloatBuffer().get(written),
                    new ReplayEvents(0));
            return written;
        }
    }

    /** What the tensor says, zero in the border, and elsewhere what nobody has written. */
    private float[] content(Buffer buffer, Tensor tensor) {
        float unknown = poisoned ? Float.NaN : 0;
        float[] content = new float[buffer.elements()];
        Arrays.fill(content, content.length - buffer.slack(), content.length, unknown);
        int from = 0;
        for (int plane = 0; plane < buffer.shape().n() * buffer.shape().c(); plane++) {
            for (int row = 0; row < buffer.shape().h(); row++) {
                for (int column = 0; column < buffer.shape().w(); column++) {
                    content[buffer.index(plane, row, column)] = tensor == null ? unknown : tensor.data()[from++];
                }
            }
        }
        return content;
    }

    private long kernel(long context, KernelCall call, ReplayMemory memory, long unread, long[] buffers) {
        KernelSource shipped = library.source(call.kernel());
        KernelSource source = new KernelSource(
                call.kernel(), poisoned ? poisoned(shipped.opencl()) : shipped.opencl(), shipped.javaHash());
        long program = ReplayProgram.build(context, device, source, library.buildOptions());
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer status = stack.mallocInt(1);
            long kernel = clCreateKernel(program, call.kernel().method(), status);
            ClStatus.check("clCreateKernel " + call.kernel().method(), status.get(0));
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
            return kernel;
        }
    }

    /** A source whose variables begin as NaN, or as an index that leads far away. */
    static String poisoned(String opencl) {
        return opencl.lines()
                .map(line -> {
                    Matcher variables = VARIABLES.matcher(line);
                    Matcher array = ARRAY.matcher(line);
                    if (array.matches()) {
                        return line + " for (int i = 0; i < " + array.group(2) + "; i++) " + array.group(1)
                                + "[i] = NAN;";
                    }
                    if (variables.matches()) {
                        String value = variables.group(1).equals("int") ? " = 1 << 30" : " = NAN";
                        return "  " + variables.group(1) + " "
                                + variables.group(2).replace(",", value + ",") + value + ";";
                    }
                    return line;
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static void launch(KernelCall call, long kernel, long queue) {
        NdRange range = call.range();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer global = stack.pointers(range.globalX(), range.globalY(), range.globalZ());
            PointerBuffer local = stack.pointers(range.localX(), range.localY(), 1);
            ClStatus.check(
                    "clEnqueueNDRangeKernel " + call.kernel().method(),
                    clEnqueueNDRangeKernel(queue, kernel, 3, null, global, local, null, null));
        }
    }
}
