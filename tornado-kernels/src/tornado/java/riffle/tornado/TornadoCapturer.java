package riffle.tornado;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import riffle.bundle.Capturer;
import riffle.bundle.Declarations;
import riffle.bundle.JavaSources;
import riffle.bundle.KernelLibrary;
import riffle.bundle.KernelSource;
import riffle.cases.Case;
import riffle.cases.ShapeTable;
import riffle.execution.ExecutionException;
import riffle.execution.KernelSet;
import riffle.execution.PlanKind;
import riffle.network.Architecture;
import riffle.network.Network;
import riffle.network.NetworkSpec;
import riffle.plan.MicroPlan;
import riffle.plan.Plan;
import riffle.plan.Planner;
import riffle.plan.family.Kernel;
import riffle.weights.SeededWeights;
import riffle.weights.Weights;

/**
 * Compiles every kernel at two shapes, so that code which depends on the shape is found, and keeps what TornadoVM
 * wrote.
 */
public final class TornadoCapturer implements Capturer {

    /** Of the TornadoVM that the kernels are written for. */
    private static final String VERSION = "5.2.0-jdk25";

    private static final int SHAPES = 2;

    private record Subject(String name, Plan plan, Supplier<Weights> weights) {}

    @Override
    public KernelLibrary capture(Path dump, Path javaSources) {
        List<Subject> subjects = subjects();
        JavaSources java = JavaSources.in(javaSources);
        Map<Kernel, KernelSource> sources = new EnumMap<>(Kernel.class);
        IdentityHashMap<Subject, Map<String, String>> compiled = new IdentityHashMap<>();
        for (Kernel kernel : Kernel.values()) {
            for (Subject user : users(kernel, subjects)) {
                Map<String, String> written = compiled.computeIfAbsent(user, subject -> compile(subject, dump));
                String opencl = Declarations.inFixedOrder(take(kernel, written));
                KernelSource source = new KernelSource(kernel, opencl, java.hash(kernel));
                KernelSource before = sources.putIfAbsent(kernel, source);
                if (before != null && !before.equals(source)) {
                    throw new ExecutionException(
                            "kernel " + kernel.method() + " is compiled to other code for " + user.name(), null);
                }
            }
        }
        return new KernelLibrary(VERSION, CompilerFlags.DEFAULT, sources);
    }

    /**
     * Two plans with a kernel, whose calls of it differ in shape or NDRange: the shortest, and of the next shortest the
     * last in the tables, usually the largest.
     */
    private static List<Subject> users(Kernel kernel, List<Subject> subjects) {
        Map<List<?>, Subject> byShape = new LinkedHashMap<>();
        for (Subject subject : subjects) {
            List<?> shapes = subject.plan().calls().stream()
                    .filter(call -> call.kernel() == kernel)
                    .map(call -> List.of(call.shape(), call.range()))
                    .toList();
            if (!shapes.isEmpty()) {
                byShape.putIfAbsent(shapes, subject);
            }
        }
        List<Subject> users = List.copyOf(byShape.values());
        if (users.size() < SHAPES) {
            throw new IllegalStateException(
                    "kernel " + kernel.method() + " is in plans of " + users.size() + " shapes, expected " + SHAPES);
        }
        int calls = users.get(1).plan().calls().size();
        Subject larger = users.stream()
                .filter(user -> user.plan().calls().size() == calls)
                .toList()
                .getLast();
        return List.of(users.getFirst(), larger);
    }

    /** Plans of everything that has cases, those with the fewest calls first. */
    private static List<Subject> subjects() {
        List<Network> networks = new ArrayList<>();
        ShapeTable.all().stream().map(Case::network).forEach(networks::add);
        networks.add(NetworkSpec.of(Architecture.SHUFFLENET, 3, 0.25)
                .withSize(64, 64)
                .build());
        List<Subject> subjects = new ArrayList<>();
        for (Network network : networks) {
            for (PlanKind kind : PlanKind.values()) {
                for (KernelSet set : KernelSet.values()) {
                    Plan plan = Planner.plan(network, kind, set);
                    for (Kernel.Work part : Kernel.Work.values()) {
                        Plan only = plan.only(part);
                        subjects.add(new Subject(network.name(), only, () -> SeededWeights.draw(network, 1)));
                    }
                }
            }
        }
        for (int groups = 1; groups <= SHAPES; groups++) {
            Plan plan = MicroPlan.everything(new MicroPlan.Layout(groups, 1, groups), groups)
                    .build();
            for (Kernel.Work part : Kernel.Work.values()) {
                subjects.add(new Subject("micro-kernels", plan.only(part), () -> new Weights(Map.of())));
            }
        }
        subjects.sort(Comparator.comparing(subject -> subject.plan().calls().size()));
        return subjects;
    }

    /** What TornadoVM generates for the kernels of a plan, by method. */
    private static Map<String, String> compile(Subject subject, Path dump) {
        TornadoExecution compiled = new TornadoExecution(
                subject.plan(),
                subject.weights().get(),
                TornadoBackend.openClDevices().getFirst());
        compiled.close();
        try {
            return collect(dump);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what TornadoVM wrote to " + dump, e);
        }
    }

    /** TornadoVM writes one file a task, {@code graph.task-method.cl}, in a folder for the device. */
    private static Map<String, String> collect(Path dump) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(dump)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Map<String, String> written = new HashMap<>();
        for (Path file : files) {
            String method =
                    file.getFileName().toString().replaceFirst("^.*-", "").replaceFirst("\\.cl$", "");
            written.put(method, Files.readString(file));
            Files.delete(file);
        }
        return written;
    }

    private static String take(Kernel kernel, Map<String, String> written) {
        String opencl = written.get(kernel.method());
        if (opencl == null) {
            throw new ExecutionException(
                    "TornadoVM wrote no source of " + kernel.method() + ", only of " + new TreeSet<>(written.keySet())
                            + "; was it started to do so?",
                    null);
        }
        return opencl;
    }
}
