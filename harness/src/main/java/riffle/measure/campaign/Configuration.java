package riffle.measure.campaign;

import riffle.execution.BackendKinds;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.SourceForm;
import riffle.network.NetworkSpec;
import riffle.result.Subject;

/**
 * One thing to measure: a network on a backend.
 *
 * @param network which network
 * @param backend name of the backend
 * @param plan how the network becomes launches
 * @param kernels the set of kernels that its plan is written in; null for the one that suits the device
 * @param sources the form in which captured sources are built; null for the one that suits the device
 * @param device index or part of the name; null for the first
 * @param threads limit of compute units; null for none
 */
public record Configuration(
        NetworkSpec network,
        String backend,
        PlanKind plan,
        KernelSet kernels,
        SourceForm sources,
        String device,
        Integer threads) {

    /** With the kernels and sources that suit the device. */
    public Configuration(NetworkSpec network, String backend, PlanKind plan, String device, Integer threads) {
        this(network, backend, plan, null, null, device, threads);
    }

    /** How progress and messages call it. */
    public String title() {
        return network.title() + " " + network.size() + " on "
                + BackendKinds.of(backend).name() + " (" + plan.label()
                + (kernels == null ? "" : ", " + kernels.label())
                + (sources == null ? "" : ", " + sources.label()) + ")";
    }

    Subject subject() {
        return Subject.of(network, BackendKinds.of(backend).name(), plan.label());
    }
}
