package riffle.measure.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.measure.process.Workers;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.Outcome;
import riffle.measure.protocol.Request;
import riffle.result.Status;

/** Verifies a backend, case by case; a case that kills its worker has failed, and a new worker continues after it. */
public final class Verification {

    /**
     * How it went.
     *
     * @param passed number of cases within tolerance
     * @param failed number of cases that were not, or did not run
     * @param skipped number of cases that the backend cannot be asked for
     * @param device where they ran; empty if no worker came to its end
     */
    public record Tally(int passed, int failed, int skipped, Optional<Device> device) {

        /** Whether something was verified, and nothing failed. */
        public boolean good() {
            return failed == 0 && passed > 0;
        }
    }

    private final Workers workers;
    private final Consumer<CaseChecked> listener;

    /**
     * @param listener takes each case as it is checked
     */
    public Verification(Workers workers, Consumer<CaseChecked> listener) {
        this.workers = workers;
        this.listener = listener;
    }

    /**
     * Verifies.
     *
     * @param asked which cases, on what
     * @throws BackendUnavailableException if the backend or the device cannot run here
     */
    public Tally run(Request.Verify asked) {
        Progress progress = new Progress();
        while (true) {
            int before = progress.started;
            Answer.Last last = workers.ask(asked.behind(progress.started), progress::hear);
            if (last instanceof Answer.Verified verified) {
                return progress.tally(Optional.of(verified.device()));
            }
            Answer.Refused refused = last instanceof Answer.Refused given
                    ? given
                    : Answer.Refused.of(Status.FAILED, "the worker answered another question");
            if (refused.status() == Status.UNAVAILABLE && progress.started == 0) {
                throw new BackendUnavailableException(refused.reason());
            }
            progress.died(refused.reason());
            if (progress.started == before) {
                return progress.tally(Optional.empty());
            }
        }
    }

    /** What has been heard so far, over all workers. */
    private final class Progress {
        private final List<Outcome> outcomes = new ArrayList<>();
        private int started;
        private String running;

        void hear(Answer answer) {
            switch (answer) {
                case Answer.CaseStarts starts -> {
                    started++;
                    running = starts.name();
                }
                case CaseChecked checked -> {
                    note(checked);
                    running = null;
                }
                default -> {
                    // signs of life
                }
            }
        }

        /** A worker that dies while no case runs is a failure of its own, not one more of the case before. */
        void died(String reason) {
            note(new CaseChecked(running == null ? "worker" : running, Outcome.FAILED, null, null, reason));
            running = null;
        }

        private void note(CaseChecked checked) {
            outcomes.add(checked.outcome());
            listener.accept(checked);
        }

        Tally tally(Optional<Device> device) {
            return new Tally(count(Outcome.PASSED), count(Outcome.FAILED), count(Outcome.SKIPPED), device);
        }

        private int count(Outcome outcome) {
            return (int) outcomes.stream().filter(outcome::equals).count();
        }
    }
}
