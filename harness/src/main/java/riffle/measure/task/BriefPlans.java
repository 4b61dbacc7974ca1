package riffle.measure.task;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.Outcome;
import riffle.plan.KernelCall;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.PlanBackend;
import riffle.plan.family.Kernel;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.Weights;

/**
 * Plans of the kernels that no network runs: those that ceilings are measured with, whose sums are known, and the parts
 * that kernels are taken apart into, whose results nobody knows. Where all of the memory traffic is left those must be
 * numbers, the same twice; without it work-items write to the same places by design, and it is enough that they run.
 */
final class BriefPlans {

    /** Work-groups of several items, elements that start on no cache line. */
    private static final MicroPlan.Layout LAYOUT = new MicroPlan.Layout(3, 4, 5);

    private static final String MICRO = "micro-kernels";
    private static final int ROUNDS = 2;
    private static final double TOLERANCE = 1e-5;

    private BriefPlans() {}

    /**
     * A plan to run.
     *
     * @param determinate whether it writes every element of its output, and the same each time
     * @param expected its output, where that is known
     */
    record Subject(
            String name,
            Plan plan,
            Weights weights,
            List<Tensor> inputs,
            boolean determinate,
            Optional<List<Double>> expected) {

        /** The same plan with parts of kernels only. */
        Subject only(Kernel.Work part) {
            Plan parts = plan.only(part);
            String of = kernels(parts, part).stream().map(Kernel::method).collect(Collectors.joining(", "));
            return new Subject(
                    of + " of " + name, parts, weights, inputs, part == Kernel.Work.MEMORY, Optional.empty());
        }

        /** Runs it twice. */
        CaseChecked check(PlanBackend backend, Device device) {
            try (Execution execution = backend.prepare(plan, weights, device)) {
                float[] once = execution.run(inputs).output().data();
                float[] again = execution.run(inputs).output().data();
                Optional<String> fault = determinate ? fault(once, again) : Optional.empty();
                return new CaseChecked(
                        name, fault.isEmpty() ? Outcome.PASSED : Outcome.FAILED, null, null, fault.orElse(null));
            } catch (ExecutionException e) {
                return new CaseChecked(name, Outcome.FAILED, null, null, Worker.describe(e));
            }
        }

        /** What is wrong with two outputs of it. */
        Optional<String> fault(float[] once, float[] again) {
            for (int i = 0; i < once.length; i++) {
                if (!Float.isFinite(once[i])) {
                    return Optional.of("element " + i + " is " + once[i] + ", expected a number");
                }
                if (once[i] != again[i]) {
                    return Optional.of(
                            "element " + i + " is " + once[i] + " in one pass and " + again[i] + " in another");
                }
                double sum = expected.isPresent() ? expected.get().get(i) : once[i];
                if (Math.abs(once[i] - sum) > TOLERANCE * Math.abs(sum)) {
                    return Optional.of("sum " + i + " is " + once[i] + ", expected " + sum);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * The plan of micro-kernels, and for each kernel in parts the first plan that has it.
     *
     * @param networks plans of networks
     */
    static List<Subject> of(List<BriefCases.Subject> networks) {
        List<Subject> whole = new ArrayList<>(List.of(micro()));
        networks.forEach(one -> whole.add(new Subject(
                one.name(), one.plan(), one.subject().weights(), one.subject().inputs(), true, Optional.empty())));
        List<Subject> subjects = new ArrayList<>(List.of(micro()));
        Set<Kernel> seen = EnumSet.noneOf(Kernel.class);
        for (Kernel.Work part : EnumSet.of(Kernel.Work.MEMORY, Kernel.Work.COMPUTE)) {
            for (Subject subject : whole) {
                Subject parts = subject.only(part);
                if (seen.addAll(kernels(parts.plan(), part))) {
                    subjects.add(parts);
                }
            }
        }
        return subjects;
    }

    private static Subject micro() {
        MicroPlan plan = MicroPlan.everything(LAYOUT, ROUNDS);
        float[] parameters = new float[MicroPlan.INPUT.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = MicroPlan.INPUT.get(i);
        }
        List<Tensor> inputs = List.of(new Tensor(Shape.vector(1, parameters.length), parameters));
        return new Subject(MICRO, plan.build(), new Weights(Map.of()), inputs, true, Optional.of(plan.expected()));
    }

    private static Set<Kernel> kernels(Plan plan, Kernel.Work part) {
        return plan.calls().stream()
                .map(KernelCall::kernel)
                .filter(kernel -> kernel.part() == part)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kernel.class)));
    }
}
