package riffle.measure;

import riffle.execution.PlanKind;
import riffle.network.NetworkSpec;
import riffle.result.Subject;

/**
 * One thing to measure: a network on a backend.
 *
 * @param network which network
 * @param backend name of the backend
 * @param plan how the network becomes launches
 * @param device index or part of the name; null for the first
 * @param threads limit of compute units; null for none
 */
public record Configuration(NetworkSpec network, String backend, PlanKind plan, String device, Integer threads) {

    /** How progress and messages call it. */
    public String title() {
        return network.title() + " " + network.height() + "x" + network.width() + " on " + Backends.label(backend)
                + " (" + plan.label() + ")";
    }

    Subject subject() {
        return Subject.of(network, Backends.label(backend), plan.label());
    }
}
