package riffle.measure.campaign;

import java.nio.file.Path;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.ExecutionException;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Request;
import riffle.result.Status;
import riffle.result.ceiling.Ceilings;
import riffle.result.ceiling.Moment;
import riffle.result.environment.Machine;

/**
 * Measures ceilings, each time in a worker of its own.
 *
 * @param workers who does it
 * @param device index or part of the name; null for the first
 * @param listener is told of each worker
 */
public record CeilingsCampaign(Workers workers, String device, Campaign.Listener listener) {

    /**
     * Ceilings of so many threads; takes some ten seconds.
     *
     * @param threads limit of compute units; null for none
     * @param when before what they are the roof of, or after it
     * @throws BackendUnavailableException if there is no OpenCL device, or the limit cannot be set
     * @throws ExecutionException if the worker failed
     */
    public Ceilings measure(Integer threads, Moment when) {
        Double load = new Machine(Path.of("/")).loadAverage().orElse(null);
        listener.starts("ceilings, " + (threads == null ? "all threads" : "threads " + threads) + ", " + when.label());
        Answer.Last last = workers.ask(new Request.MeasureCeilings(device, threads, when, load), answer -> {
            if (answer instanceof Answer.Progress progress) {
                listener.progress(progress.doing());
            }
        });
        listener.ends();
        return switch (last) {
            case Answer.MeasuredCeilings measured -> measured.ceilings();
            case Answer.Refused refused -> {
                String message = "ceilings, backend " + BackendKinds.subject().name() + ": " + refused.reason();
                throw refused.status() == Status.UNAVAILABLE
                        ? new BackendUnavailableException(message)
                        : new ExecutionException(message, null);
            }
            default -> throw new ExecutionException("ceilings: the worker answered another question", null);
        };
    }
}
