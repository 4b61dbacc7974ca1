package riffle.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task11;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task3;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task4;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task5;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task6;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task7;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task9;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Adds a kernel to a task graph. The adapters here, one for each number of buffers, pass on the reference to a kernel's
 * method as they get it: TornadoVM reads from the bytecode of the object behind it which method that is, so it may be
 * stored, but not wrapped in a lambda.
 */
@FunctionalInterface
interface KernelTask {

    /**
     * Adds the kernel as the graph's next task.
     *
     * @param id the task's name in the graph
     * @param shape the kernel's shape array; unused by kernels that take none
     * @param buffers its buffers, in order
     */
    void addTo(TaskGraph graph, String id, KernelContext context, IntArray shape, List<FloatArray> buffers);

    static KernelTask shaped(Task3<KernelContext, IntArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) -> graph.task(id, kernel, context, shape, b.get(0));
    }

    static KernelTask shaped(Task4<KernelContext, IntArray, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) -> graph.task(id, kernel, context, shape, b.get(0), b.get(1));
    }

    static KernelTask shaped(Task5<KernelContext, IntArray, FloatArray, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) -> graph.task(id, kernel, context, shape, b.get(0), b.get(1), b.get(2));
    }

    static KernelTask shaped(Task6<KernelContext, IntArray, FloatArray, FloatArray, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) ->
                graph.task(id, kernel, context, shape, b.get(0), b.get(1), b.get(2), b.get(3));
    }

    static KernelTask shaped(
            Task7<KernelContext, IntArray, FloatArray, FloatArray, FloatArray, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) ->
                graph.task(id, kernel, context, shape, b.get(0), b.get(1), b.get(2), b.get(3), b.get(4));
    }

    static KernelTask shaped(
            Task9<
                            KernelContext,
                            IntArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray>
                    kernel) {
        return (graph, id, context, shape, b) -> graph.task(
                id, kernel, context, shape, b.get(0), b.get(1), b.get(2), b.get(3), b.get(4), b.get(5), b.get(6));
    }

    static KernelTask shaped(
            Task11<
                            KernelContext,
                            IntArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray,
                            FloatArray>
                    kernel) {
        return (graph, id, context, shape, b) -> graph.task(
                id, kernel, context, shape, b.get(0), b.get(1), b.get(2), b.get(3), b.get(4), b.get(5), b.get(6),
                b.get(7), b.get(8));
    }

    static KernelTask plain(Task3<KernelContext, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) -> graph.task(id, kernel, context, b.get(0), b.get(1));
    }

    static KernelTask plain(Task4<KernelContext, FloatArray, FloatArray, FloatArray> kernel) {
        return (graph, id, context, shape, b) -> graph.task(id, kernel, context, b.get(0), b.get(1), b.get(2));
    }
}
