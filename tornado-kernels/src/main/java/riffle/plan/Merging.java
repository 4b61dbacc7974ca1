package riffle.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import riffle.execution.DeviceProfile;
import riffle.operator.DepthwiseConv;
import riffle.operator.PointwiseConv;
import riffle.plan.family.Bands;
import riffle.plan.family.DepthwiseFamily;
import riffle.plan.family.Kernel;
import riffle.plan.step.Step;

/**
 * Which steps run in one launch beyond {@link Fusion}: a depthwise 3x3 convolution with the pointwise convolution that
 * alone reads it and, where there is one that it alone reads, the pointwise convolution before it. Each launch less
 * saves what it costs to start one; {@link Bands} says where that is more than a merged launch loses.
 */
final class Merging {

    private final List<Step> steps;
    private final DeviceProfile device;
    private final Set<Step> gone = new HashSet<>();
    private final Set<Step> last = new HashSet<>();

    private Merging(List<Step> steps, DeviceProfile device) {
        this.steps = steps;
        this.device = device;
    }

    /** The same steps, in their order, fewer of them. */
    static List<Step> merge(List<Step> steps, DeviceProfile device) {
        Merging merging = new Merging(steps, device);
        List<Step> merged = new ArrayList<>();
        for (Step step : steps) {
            merged.add(merging.merged(step));
        }
        merged.removeAll(merging.gone);
        return merged;
    }

    private Step merged(Step step) {
        Optional<Step> depthwise = step.node().operator() instanceof PointwiseConv && step.shuffleGroups() == 1
                ? onlyFor(step).filter(Merging::isDepthwise)
                : Optional.empty();
        if (depthwise.isEmpty()) {
            return step;
        }
        List<List<Step>> choices = new ArrayList<>();
        onlyFor(depthwise.get())
                .filter(first -> first.node().operator() instanceof PointwiseConv)
                .ifPresent(first -> choices.add(List.of(first, depthwise.get())));
        choices.add(List.of(depthwise.get()));
        for (List<Step> before : choices) {
            Step whole = step.after(before);
            if (Kernel.merges(whole) && Bands.pay(whole, device)) {
                gone.addAll(before);
                last.add(step);
                return whole;
            }
        }
        return step;
    }

    private static boolean isDepthwise(Step step) {
        return step.node().operator() instanceof DepthwiseConv op && DepthwiseFamily.readsDense(op);
    }

    /**
     * The step whose value one step reads and no other, if it writes nothing else and did not merge with those before
     * it.
     */
    private Optional<Step> onlyFor(Step reader) {
        String value = reader.node().inputs().getFirst();
        long readers = steps.stream()
                .filter(step -> step.node().inputs().contains(value)
                        || step.residual().filter(value::equals).isPresent())
                .count();
        return steps.stream()
                .filter(step -> step.value().equals(value) && step.ownsValue() && readers == 1)
                .filter(step -> step.residual().isEmpty() && !last.contains(step))
                .findFirst();
    }
}
