package riffle.measure.task;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.bundle.Library;
import riffle.cases.Comparison;
import riffle.cases.ShapeTable;
import riffle.cases.Tolerance;
import riffle.execution.KernelSet;
import riffle.execution.SourceForm;
import riffle.form.Forms;
import riffle.plan.family.Kernel;
import riffle.replay.SeparateReplay;
import riffle.tensor.Tensor;

/** A process that runs every kernel once on small odd shapes, on the first device that it is shown. */
final class OclgrindRun {

    static final String FAILED = "FAILED ";

    /** The property that names the form of sources. */
    static final String FORM = "riffle.form";

    private OclgrindRun() {}

    /**
     * Prints a line a case; those that are wrong begin with {@value #FAILED}.
     *
     * @param args nothing; or a kernel, what to look for in its source, and what to put in its place, to run that
     *     alone
     */
    public static void main(String[] args) {
        List<BriefCases.Subject> cases = BriefCases.of(ShapeTable.all(), List.of(KernelSet.values()));
        KernelLibrary shipped = formed(Library.shipped());
        SeparateReplay replay = new SeparateReplay(shipped, true);
        if (args.length == 0) {
            System.out.println(replay.device());
            cases.forEach(subject -> say(subject.name(), check(replay, subject)));
            // sums of all that is read, and what is read beyond a plane may be anything
            SeparateReplay parts = new SeparateReplay(shipped, false);
            BriefPlans.of(cases).forEach(subject -> say(subject.name(), check(parts, subject)));
            return;
        }
        Kernel kernel = Kernel.valueOf(args[0]);
        String sound = Library.shipped().source(kernel).opencl();
        String changed = sound.replace(args[1], args[2]);
        if (changed.equals(sound)) {
            throw new IllegalArgumentException("nothing in the source of " + kernel + " is " + args[1]);
        }
        SeparateReplay planted = new SeparateReplay(SeparateReplay.changed(kernel, changed), true);
        cases.stream()
                .filter(subject -> subject.plan().calls().stream().anyMatch(call -> call.kernel() == kernel))
                .forEach(subject -> say(subject.name(), check(planted, subject)));
    }

    /** Sources in the form that a property names. */
    private static KernelLibrary formed(KernelLibrary library) {
        String asked = System.getProperty(FORM, SourceForm.GENERATED.label());
        SourceForm form = Stream.of(SourceForm.values())
                .filter(each -> each.label().equals(asked))
                .findAny()
                .orElseThrow();
        Map<Kernel, KernelSource> sources = new EnumMap<>(Kernel.class);
        library.kernels().forEach((kernel, source) -> sources.put(kernel, Forms.of(form, source)));
        return new KernelLibrary(library.tornadoVersion(), library.buildOptions(), sources);
    }

    private static void say(String name, Optional<String> fault) {
        System.out.println(fault.map(what -> FAILED + name + ": " + what).orElse(name));
    }

    private static Optional<String> check(SeparateReplay replay, BriefCases.Subject subject) {
        float[] output = replay.run(
                subject.plan(), subject.subject().weights(), subject.subject().inputs());
        Comparison comparison =
                subject.subject().compare(new Tensor(subject.subject().network().output(), output));
        boolean passed = comparison.within(Tolerance.of(subject.subject()).value());
        return passed ? Optional.empty() : Optional.of(comparison.toString());
    }

    private static Optional<String> check(SeparateReplay replay, BriefPlans.Subject subject) {
        float[] output = replay.run(subject.plan(), subject.weights(), subject.inputs());
        return subject.determinate() ? subject.fault(output, output) : Optional.empty();
    }
}
