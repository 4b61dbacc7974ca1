package riffle.measure.process;

import java.util.function.Consumer;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.ExecutionException;
import riffle.execution.NoDriverException;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Status;

/** Whoever fulfils requests: worker processes, or a fake in tests. */
public interface Workers {

    /**
     * Fulfils one request in a process of its own. A process that dies, hangs or gives no valid answer is an answer
     * too: {@link Answer.Refused}.
     *
     * @param heard takes every answer before the last
     * @return the last answer
     */
    Answer.Last ask(Request request, Consumer<Answer> heard);

    /**
     * The device that a backend would run on.
     *
     * @param device index, or part of what it is called; null for the first
     * @param threads limit of compute units; null for none
     * @throws BackendUnavailableException if the backend, the device or the limit is not to be had here
     * @throws NoDriverException if the backend needs OpenCL, and there is none at all
     * @throws ExecutionException if looking for it failed: a worker crashed or hung
     */
    default Device find(String backend, String device, Integer threads) {
        return switch (ask(new Request.FindDevice(backend, device, threads), heard -> {})) {
            case Answer.Found found -> found.device();
            case Answer.NoDriver none -> throw new NoDriverException("backend " + backend + ": " + none.reason());
            case Answer.Refused refused -> {
                String message = "backend " + backend + ": " + refused.reason();
                throw refused.status() == Status.UNAVAILABLE
                        ? new BackendUnavailableException(message)
                        : new ExecutionException(message, null);
            }
            default ->
                throw new ExecutionException("backend " + backend + ": the worker answered another question", null);
        };
    }
}
