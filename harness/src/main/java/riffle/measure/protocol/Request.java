package riffle.measure.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.execution.Trait;
import riffle.network.NetworkSpec;
import riffle.offload.Probe;
import riffle.result.ceiling.Moment;

/** What a worker is asked: one request a process, one JSON line on its standard input. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "request")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Request.FindDevice.class, name = "find_device"),
    @JsonSubTypes.Type(value = Request.Survey.class, name = "survey"),
    @JsonSubTypes.Type(value = Request.Prepare.class, name = "prepare"),
    @JsonSubTypes.Type(value = Request.Measure.class, name = "measure"),
    @JsonSubTypes.Type(value = Request.Verify.class, name = "verify"),
    @JsonSubTypes.Type(value = Request.Capture.class, name = "capture"),
    @JsonSubTypes.Type(value = Request.Infer.class, name = "infer"),
    @JsonSubTypes.Type(value = Request.Ablate.class, name = "ablate"),
    @JsonSubTypes.Type(value = Request.Tune.class, name = "tune"),
    @JsonSubTypes.Type(value = Request.MeasureCeilings.class, name = "measure_ceilings"),
    @JsonSubTypes.Type(value = Request.Sweep.class, name = "sweep")
})
public sealed interface Request {

    /** The backend that has to be there. */
    String backend();

    /** The limit of compute units; null for none. */
    default Integer threads() {
        return null;
    }

    /** The set of kernels that plans are written in; null for the one that suits the device. */
    default KernelSet kernels() {
        return null;
    }

    /** The form in which captured sources are built; null for the one that suits the device. */
    default SourceForm sources() {
        return null;
    }

    /**
     * Which device would run?
     *
     * @param backend name of a backend
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     */
    record FindDevice(String backend, String device, Integer threads) implements Request {}

    /** Tell what OpenCL there is, working or not. */
    record Survey() implements Request {
        @Override
        public String backend() {
            return BackendKinds.subject().name();
        }
    }

    /**
     * Draw the weights, run the reference, write both down.
     *
     * @param workload network, weights and input
     * @param files where to
     */
    record Prepare(Workload workload, PreparedWorkload files) implements Request {
        @Override
        public String backend() {
            return BackendKinds.oracle().name();
        }
    }

    /**
     * Verify a network and time it.
     *
     * @param workload network, weights and input
     * @param prepared the files of {@link Prepare}
     * @param backend name of a backend
     * @param plan how the network becomes launches
     * @param kernels the set of kernels that its plan is written in; null for the one that suits the device
     * @param sources the form in which captured sources are built; null for the one that suits the device
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     * @param sampling how often
     * @param askedMs when this was asked, in milliseconds since 1970: the worker's start counts from then
     * @param driverCache folder for what the OpenCL driver has compiled; null for the driver's own
     */
    record Measure(
            Workload workload,
            PreparedWorkload prepared,
            String backend,
            PlanKind plan,
            KernelSet kernels,
            SourceForm sources,
            String device,
            Integer threads,
            Sampling sampling,
            long askedMs,
            String driverCache)
            implements Request {
        @JsonCreator
        public Measure {}

        /** Asked now, with the driver's own cache and the kernels that suit the device. */
        public Measure(
                Workload workload,
                PreparedWorkload prepared,
                String backend,
                PlanKind plan,
                String device,
                Integer threads,
                Sampling sampling) {
            this(
                    workload,
                    prepared,
                    backend,
                    plan,
                    null,
                    null,
                    device,
                    threads,
                    sampling,
                    System.currentTimeMillis(),
                    null);
        }

        /** The same with another folder for what the driver has compiled, asked now. */
        public Measure withDriverCache(String folder) {
            return new Measure(
                    workload,
                    prepared,
                    backend,
                    plan,
                    kernels,
                    sources,
                    device,
                    threads,
                    sampling,
                    System.currentTimeMillis(),
                    folder);
        }
    }

    /**
     * Verify operators and small networks, or few cases in which every kernel runs, or the cases of a folder, or one
     * network.
     *
     * @param backend name of a backend
     * @param kernels the set of kernels that plans are written in; null for the one that suits the device
     * @param sources the form in which captured sources are built; null for the one that suits the device
     * @param device index or part of the name; null for the first
     * @param cases folder of .safetensors cases; null for the built-in ones
     * @param network the one network to verify instead; null for operators and small networks
     * @param brief whether each kernel is to run once, in small cases
     * @param skip number of cases to leave out at the start: those that an earlier worker has dealt with
     */
    record Verify(
            String backend,
            KernelSet kernels,
            SourceForm sources,
            String device,
            String cases,
            NetworkSpec network,
            boolean brief,
            int skip)
            implements Request {

        /** Without as many of its cases, which are done. */
        public Verify behind(int done) {
            return new Verify(backend, kernels, sources, device, cases, network, brief, skip + done);
        }
    }

    /**
     * Verify and time one thing after the other.
     *
     * @param probes what
     * @param backend name of a backend
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     * @param sampling how often each
     */
    record Sweep(List<Probe> probes, String backend, String device, Integer threads, Sampling sampling)
            implements Request {
        public Sweep {
            probes = List.copyOf(probes);
        }

        /** Without as many of its probes, which are done. */
        public Sweep behind(int done) {
            return new Sweep(probes.subList(done, probes.size()), backend, device, threads, sampling);
        }
    }

    /**
     * One forward pass of a trained network.
     *
     * @param pass weights, input and output, in files
     * @param backend name of a backend
     * @param plan how the network becomes launches
     * @param kernels the set of kernels that its plan is written in; null for the one that suits the device
     * @param sources the form in which captured sources are built; null for the one that suits the device
     * @param device index or part of the name; null for the first
     */
    record Infer(ForwardPass pass, String backend, PlanKind plan, KernelSet kernels, SourceForm sources, String device)
            implements Request {}

    /**
     * Take the launches of a network apart.
     *
     * @param workload network, weights and input
     * @param prepared the files of {@link Prepare}
     * @param plan how the network becomes launches
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     * @param samples passes of each part
     */
    record Ablate(
            Workload workload, PreparedWorkload prepared, PlanKind plan, String device, Integer threads, int samples)
            implements Request {
        @Override
        public String backend() {
            return BackendKinds.subject().name();
        }
    }

    /**
     * Find how finely the launches of a network are best cut.
     *
     * @param workload network, weights and input
     * @param prepared the files of {@link Prepare}
     * @param plan how the network becomes launches
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     * @param samples passes of each way to cut it
     */
    record Tune(
            Workload workload, PreparedWorkload prepared, PlanKind plan, String device, Integer threads, int samples)
            implements Request {
        @Override
        public String backend() {
            return BackendKinds.subject().name();
        }
    }

    /**
     * What the device can do at best.
     *
     * @param device index or part of the name; null for the first
     * @param threads limit of compute units; null for none
     * @param when before what they are the roof of, or after it
     * @param loadAverage of the machine right before; null where it does not tell
     */
    record MeasureCeilings(String device, Integer threads, Moment when, Double loadAverage) implements Request {
        @Override
        public String backend() {
            return BackendKinds.subject().name();
        }
    }

    /**
     * Compile every kernel with TornadoVM and write the library.
     *
     * @param dump folder for what TornadoVM generates; it must exist
     * @param javaSources folder of the kernels' Java sources
     * @param library file to write
     */
    record Capture(String dump, String javaSources, String library) implements Request {
        @Override
        public String backend() {
            return BackendKinds.first(Trait.CAPTURES)
                    .orElseThrow(() -> new BackendUnavailableException("no backend here captures kernels"))
                    .name();
        }
    }
}
