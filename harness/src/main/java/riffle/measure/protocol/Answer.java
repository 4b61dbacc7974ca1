package riffle.measure.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import riffle.execution.Device;
import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;
import riffle.opencl.OpenClSurvey;
import riffle.result.Ablation;
import riffle.result.Block;
import riffle.result.Memory;
import riffle.result.OperatorTime;
import riffle.result.Status;
import riffle.result.ceiling.Ceilings;

/** What a worker says: JSON lines on its standard output, the last of them a {@link Last}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Answer.CaseStarts.class, name = "case_starts"),
    @JsonSubTypes.Type(value = Answer.CaseChecked.class, name = "case_checked"),
    @JsonSubTypes.Type(value = Answer.Found.class, name = "found"),
    @JsonSubTypes.Type(value = Answer.NoDriver.class, name = "no_driver"),
    @JsonSubTypes.Type(value = Answer.Surveyed.class, name = "surveyed"),
    @JsonSubTypes.Type(value = Answer.Prepared.class, name = "prepared"),
    @JsonSubTypes.Type(value = Answer.Probed.class, name = "probed"),
    @JsonSubTypes.Type(value = Answer.Swept.class, name = "swept"),
    @JsonSubTypes.Type(value = Answer.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Answer.Verified.class, name = "verified"),
    @JsonSubTypes.Type(value = Answer.Captured.class, name = "captured"),
    @JsonSubTypes.Type(value = Answer.Inferred.class, name = "inferred"),
    @JsonSubTypes.Type(value = Answer.Ablated.class, name = "ablated"),
    @JsonSubTypes.Type(value = Answer.Tuned.class, name = "tuned"),
    @JsonSubTypes.Type(value = Answer.MeasuredCeilings.class, name = "measured_ceilings"),
    @JsonSubTypes.Type(value = Answer.Refused.class, name = "refused")
})
public sealed interface Answer {

    /** An answer after which the worker has nothing more to say. */
    sealed interface Last extends Answer {}

    /**
     * A sign of life.
     *
     * @param doing what the worker does next
     */
    record Progress(String doing) implements Answer {}

    /**
     * A case is about to run.
     *
     * @param name of the case
     */
    record CaseStarts(String name) implements Answer {}

    /**
     * A case was compared with the reference.
     *
     * @param name of the case
     * @param outcome how it went
     * @param error relative to the largest output; null if there was no output
     * @param tolerance largest error allowed; null if there was no output
     * @param reason why it failed or was skipped; null if there is nothing to say
     */
    record CaseChecked(String name, Outcome outcome, Double error, Double tolerance, String reason) implements Answer {}

    /** How a case went. */
    enum Outcome {
        PASSED,
        FAILED,
        SKIPPED
    }

    /**
     * Answer to {@link Request.FindDevice}.
     *
     * @param device the one that would run, limited as asked
     */
    record Found(Device device) implements Last {}

    /**
     * Answer to {@link Request.FindDevice} and {@link Request.Survey} where there is no OpenCL at all.
     *
     * @param reason what is missing and how to get it, in a line
     */
    record NoDriver(String reason) implements Last {}

    /**
     * Answer to {@link Request.Survey}.
     *
     * @param survey platforms and devices, working or not
     */
    record Surveyed(OpenClSurvey survey) implements Last {}

    /**
     * Answer to {@link Request.Capture}: the library is written.
     *
     * @param kernels number of kernels in it
     */
    record Captured(int kernels) implements Last {}

    /**
     * One of a {@link Request.Sweep} is done.
     *
     * @param block all samples; null if there is no number
     * @param reason why there is none; null if there is
     */
    record Probed(Block block, String reason) implements Answer {}

    /** Answer to {@link Request.Sweep}, after one {@link Probed} per probe. */
    record Swept() implements Last {}

    /** Answer to {@link Request.Prepare}. */
    record Prepared() implements Last {}

    /**
     * Answer to {@link Request.Measure}: verified and timed.
     *
     * @param device where it ran
     * @param operators the launches, without times
     * @param block all samples
     * @param maxError largest error of all outputs, relative to the largest output
     * @param memory what it holds on the device; null where the backend does not tell
     * @param note what a reader of the times must know; null for nothing
     */
    record Measured(
            Device device, List<OperatorTime> operators, Block block, double maxError, Memory memory, String note)
            implements Last {
        @JsonCreator
        public Measured {
            operators = List.copyOf(operators);
        }

        /** One whose memory is not known. */
        public Measured(Device device, List<OperatorTime> operators, Block block, double maxError) {
            this(device, operators, block, maxError, null, null);
        }
    }

    /**
     * Answer to {@link Request.Verify}, after one {@link CaseChecked} per case.
     *
     * @param device where the cases ran
     */
    record Verified(Device device) implements Last {}

    /**
     * Answer to {@link Request.Infer}: the output is in its file.
     *
     * @param device where the network ran
     */
    record Inferred(Device device) implements Last {}

    /**
     * Answer to {@link Request.Ablate}.
     *
     * @param device where
     * @param ablations one for each launch whose kernel comes in parts
     */
    record Ablated(Device device, List<Ablation> ablations) implements Last {
        public Ablated {
            ablations = List.copyOf(ablations);
        }
    }

    /**
     * Answer to {@link Request.Tune}.
     *
     * @param device where
     * @param kernels the set of kernels that its plan is written in
     * @param finer powers of two by which launches are cut finer, by their keys; empty if nothing was gained
     * @param usualMs median pass as the planner cuts it, end to end
     * @param tunedMs median pass with the best cut of each launch, right beside it
     */
    record Tuned(
            Device device,
            KernelSet kernels,
            DeviceProfile profile,
            Map<String, Integer> finer,
            double usualMs,
            double tunedMs)
            implements Last {
        public Tuned {
            finer = Map.copyOf(finer);
        }
    }

    /**
     * Answer to {@link Request.MeasureCeilings}.
     *
     * @param device where
     * @param ceilings all samples
     */
    record MeasuredCeilings(Device device, Ceilings ceilings) implements Last {}

    /**
     * The request was not fulfilled.
     *
     * @param status why, in a word
     * @param reason why, in a line
     * @param maxError the error found, if an output was compared; otherwise null
     */
    record Refused(Status status, String reason, Double maxError) implements Last {
        public static Refused of(Status status, String reason) {
            return new Refused(status, reason, null);
        }
    }
}
