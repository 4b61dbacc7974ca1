package riffle.measure.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import riffle.cases.Case;
import riffle.cases.Comparison;
import riffle.cases.GoldenCases;
import riffle.cases.GoldenOperators;
import riffle.cases.NonFiniteShapes;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.execution.Backend;
import riffle.execution.BackendKinds;
import riffle.execution.BackendUnavailableException;
import riffle.execution.Device;
import riffle.execution.Execution;
import riffle.execution.ExecutionException;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.execution.Role;
import riffle.measure.backend.Backends;
import riffle.measure.protocol.Answer;
import riffle.measure.protocol.Answer.CaseChecked;
import riffle.measure.protocol.Answer.Outcome;
import riffle.measure.protocol.Request;
import riffle.network.NetworkSpec;
import riffle.onnx.read.OnnxCases;
import riffle.onnx.read.UntakenException;
import riffle.plan.PlanBackend;
import riffle.weights.WeightsException;

/**
 * Verification inside a worker: one case after the other, each announced before it runs, so that a crash has a name.
 */
final class VerifyTask {

    private final Backend backend;
    private final Device device;

    private VerifyTask(Backend backend, Device device) {
        this.backend = backend;
        this.device = device;
    }

    /** A case that has not been read yet, and how to check it. */
    private record Pending(String name, Supplier<CaseChecked> check) {}

    /**
     * Fulfils a request.
     *
     * @param answers takes, per case, a {@link Answer.CaseStarts} and a {@link Answer.CaseChecked}
     */
    static Answer.Last run(Backend backend, Request.Verify request, Consumer<Answer> answers) {
        Device device = Backends.choose(backend, request.device());
        VerifyTask task = new VerifyTask(backend, device);
        List<Pending> pending = task.pending(request);
        for (Pending next : pending.subList(Math.min(request.skip(), pending.size()), pending.size())) {
            answers.accept(new Answer.CaseStarts(next.name()));
            answers.accept(next.check().get());
        }
        return new Answer.Verified(device);
    }

    private List<Pending> pending(Request.Verify request) {
        if (request.network() != null) {
            return List.of(drawn(request.network()));
        }
        if (request.brief()) {
            return brief(request.kernels());
        }
        return request.cases() == null ? builtIn() : golden(request.cases());
    }

    private Pending pending(String name, Supplier<Case> read) {
        return new Pending(name, () -> check(name, read));
    }

    private Pending drawn(NetworkSpec spec) {
        return pending(SmallNetworks.name(spec), () -> SmallNetworks.draw(spec));
    }

    /** Every kernel once, of one set or of all, and once more with NaN and infinities. */
    private List<Pending> brief(KernelSet asked) {
        List<KernelSet> sets = asked == null ? List.of(KernelSet.values()) : List.of(asked);
        List<BriefCases.Subject> finite = BriefCases.of(ShapeTable.all(), sets);
        List<BriefCases.Subject> subjects = new ArrayList<>(finite);
        subjects.addAll(BriefCases.of(NonFiniteShapes.all(), sets));
        List<Pending> pending = new ArrayList<>();
        for (BriefCases.Subject subject : subjects) {
            VerifyTask inSet = new VerifyTask(backend.with(subject.set()), device);
            pending.add(
                    new Pending(subject.name(), () -> inSet.check(subject.subject(), subject.name(), subject.kind())));
        }
        if (backend instanceof PlanBackend plans) {
            for (BriefPlans.Subject subject : BriefPlans.of(finite)) {
                pending.add(new Pending(subject.name(), () -> subject.check(plans, device)));
            }
        }
        return pending;
    }

    private Role role() {
        return BackendKinds.of(backend.name()).role();
    }

    private boolean isReference() {
        return role() == Role.ORACLE;
    }

    /** Cases with outputs of another implementation; for all but the reference also those that the reference judges. */
    private List<Pending> builtIn() {
        List<Case> cases = new ArrayList<>();
        if (!isReference()) {
            cases.addAll(ShapeTable.all());
            cases.addAll(NonFiniteShapes.all());
        }
        cases.addAll(GoldenOperators.all());
        List<Pending> pending = new ArrayList<>();
        cases.forEach(each -> pending.add(pending(each.name(), () -> each)));
        if (isReference()) {
            return pending;
        }
        for (NetworkSpec spec : SmallNetworks.specs()) {
            pending.add(drawn(spec));
        }
        if (role() == Role.PEER) {
            // a third oracle: it judges the reference where PyTorch's outputs do not reach
            for (NetworkSpec spec : PaperNetworks.specs()) {
                pending.add(drawn(spec));
            }
        }
        return pending;
    }

    private List<Pending> golden(String folder) {
        List<Pending> pending = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            files.filter(file -> file.getFileName().toString().endsWith(".safetensors"))
                    .sorted()
                    .map(file -> pending(file.getFileName().toString(), () -> GoldenCases.read(file)))
                    .forEach(pending::add);
            OnnxCases.in(Path.of(folder)).forEach(found -> pending.add(pending(found.name(), found::read)));
            return pending;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** A case in every plan that differs: the worst of them is the answer. */
    private CaseChecked check(String name, Supplier<Case> read) {
        try {
            Case subject = read.get();
            CaseChecked worst = null;
            for (PlanKind plan : backend.plans(subject.network(), device)) {
                CaseChecked checked = check(subject, name, plan);
                if (checked.outcome() != Outcome.PASSED) {
                    return checked;
                }
                worst = worst == null || checked.error() > worst.error() ? checked : worst;
            }
            return worst;
        } catch (UntakenException e) {
            return new CaseChecked(name, Outcome.SKIPPED, null, null, Worker.describe(e));
        } catch (WeightsException | IllegalArgumentException e) {
            return new CaseChecked(name, Outcome.FAILED, null, null, Worker.describe(e));
        }
    }

    private CaseChecked check(Case subject, String name, PlanKind plan) {
        try (Execution execution = backend.prepare(subject.network(), subject.weights(), plan, device)) {
            double tolerance = (isReference() ? Tolerance.REFERENCE : Tolerance.of(subject)).value();
            Comparison comparison =
                    subject.compare(execution.run(subject.inputs()).output());
            boolean passed = comparison.within(tolerance);
            return new CaseChecked(
                    name,
                    passed ? Outcome.PASSED : Outcome.FAILED,
                    comparison.error(),
                    tolerance,
                    passed ? null : plan.label() + " plan: " + comparison.detail());
        } catch (BackendUnavailableException e) {
            return new CaseChecked(name, Outcome.SKIPPED, null, null, Worker.describe(e));
        } catch (ExecutionException e) {
            return new CaseChecked(name, Outcome.FAILED, null, null, Worker.describe(e));
        }
    }
}
