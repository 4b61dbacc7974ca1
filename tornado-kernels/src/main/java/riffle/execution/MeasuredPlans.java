package riffle.execution;

import java.util.List;

/**
 * The plans that the main job measures of a backend.
 *
 * @param usual the one that runs unless another is asked for
 * @param beside those that are measured beside it
 * @param inFull those that a full run measures too, at the smallest size on all threads
 */
public record MeasuredPlans(PlanKind usual, List<PlanKind> beside, List<PlanKind> inFull) {

    public MeasuredPlans {
        beside = List.copyOf(beside);
        inFull = List.copyOf(inFull);
    }

    /** One plan alone. */
    public static MeasuredPlans only(PlanKind plan) {
        return new MeasuredPlans(plan, List.of(), List.of());
    }
}
