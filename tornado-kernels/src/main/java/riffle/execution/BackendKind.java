package riffle.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a backend before it is started, and how to start it. Commands, measurements and reports ask kinds,
 * never names. {@link BackendKinds} finds them with {@link java.util.ServiceLoader}; a backend that needs something
 * which may be missing, such as an SDK to be compiled with, has a kind all the same.
 */
public interface BackendKind {

    /** Name in commands and result files: {@code reference}, {@code tornado}, ... */
    String name();

    /** What people call that which computes. */
    default String title() {
        return name();
    }

    /** What it is to the measurements. */
    Role role();

    /** What it can do or cannot. */
    Set<Trait> traits();

    /** Its plans in the main job. */
    MeasuredPlans plans();

    /**
     * The backend itself.
     *
     * @param tunings folder of what tune found, for plans made here and now; empty if it is to know nothing of it
     * @throws BackendUnavailableException if it is not in this build
     */
    Backend open(Optional<Path> tunings);

    /**
     * The backend that replays one bundle.
     *
     * @throws BackendUnavailableException if it replays none
     */
    default Backend replaying(Path bundle) {
        throw new BackendUnavailableException("backend " + name() + " replays no bundle");
    }

    /** Why it is not in this build, as what to do about it; empty if it is. */
    default Optional<String> toBuild() {
        return Optional.empty();
    }

    /**
     * Refuses a plan, before any work.
     *
     * @throws BackendUnavailableException if it does not run this plan of any network
     */
    default void requirePlan(PlanKind plan) {
        // most run all of them
    }

    /**
     * How its workers start.
     *
     * @param sdk folder of the TornadoVM SDK, where there is one
     * @param dump folder for the OpenCL that it generates, where somebody wants to have it
     * @throws BackendUnavailableException if it needs an SDK that is not there; the message says how to get it
     */
    default Start start(Optional<Path> sdk, Optional<Path> dump) {
        return Start.PLAIN;
    }

    /** System properties that its workers run with, as results record them. */
    default List<String> flags() {
        return List.of();
    }

    /** Whether it has a trait. */
    default boolean has(Trait trait) {
        return traits().contains(trait);
    }
}
