package riffle.execution;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The kinds of backends on the class path. */
public final class BackendKinds {

    /** Between the name of a backend that replays bundles and the path of one. */
    private static final String FILE = ":";

    private static volatile Found found;

    private BackendKinds() {}

    /** What a class loader finds. */
    private record Found(ClassLoader by, List<BackendKind> kinds) {}

    /**
     * All of them, by role and then by name.
     *
     * @throws IllegalStateException unless there is one oracle and one subject, and no name twice
     */
    public static List<BackendKind> all() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        Found known = found;
        if (known == null || known.by != loader) {
            known = new Found(loader, load(loader));
            found = known;
        }
        return known.kinds;
    }

    private static List<BackendKind> load(ClassLoader loader) {
        List<BackendKind> kinds = ServiceLoader.load(BackendKind.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(BackendKind::role).thenComparing(BackendKind::name))
                .toList();
        for (Role role : List.of(Role.ORACLE, Role.SUBJECT)) {
            require(kinds.stream().filter(kind -> kind.role() == role).count() == 1, "exactly one " + role, kinds);
        }
        require(kinds.stream().map(BackendKind::name).distinct().count() == kinds.size(), "each name once", kinds);
        return kinds;
    }

    private static void require(boolean holds, String rule, List<BackendKind> kinds) {
        if (!holds) {
            throw new IllegalStateException("expected " + rule + " among the backends of the class path: "
                    + kinds.stream()
                            .map(kind -> kind.name() + " (" + kind.role() + ")")
                            .toList());
        }
    }

    /** Those of a role, by name. */
    public static List<BackendKind> in(Role role) {
        return all().stream().filter(kind -> kind.role() == role).toList();
    }

    /** The one that judges the others. */
    public static BackendKind oracle() {
        return in(Role.ORACLE).getFirst();
    }

    /** The one that runs by default. */
    public static BackendKind subject() {
        return in(Role.SUBJECT).getFirst();
    }

    /** The first one with a trait. */
    public static Optional<BackendKind> first(Trait trait) {
        return all().stream().filter(kind -> kind.has(trait)).findFirst();
    }

    /** Names of those with a trait, in words: {@code bundle or tornado}. */
    public static String names(Trait trait, String conjunction) {
        return names(kind -> kind.has(trait), conjunction);
    }

    /** Names of some, in words, the last behind a conjunction. */
    public static String names(Predicate<BackendKind> which, String conjunction) {
        List<String> names = all().stream().filter(which).map(BackendKind::name).toList();
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + " " + conjunction + " " + names.getLast();
    }

    /**
     * The kind of a backend, by its name in commands and result files, with a bundle behind it or not. Of a name that
     * no backend here has, as a file from elsewhere may hold one, a variant without any trait but that it is reached
     * by OpenCL: such a one cannot be opened.
     */
    public static BackendKind of(String name) {
        return all().stream()
                .filter(kind -> kind.name().equals(name) || bundle(kind, name).isPresent())
                .findFirst()
                .orElseGet(() -> new Unknown(name));
    }

    /** The name of the backend that replays one bundle, for {@link #open}. */
    public static String replaying(Path bundle) {
        return first(Trait.BUNDLES)
                        .orElseThrow(() -> new BackendUnavailableException("no backend here replays bundles"))
                        .name()
                + FILE
                + bundle.toAbsolutePath();
    }

    /**
     * The backend of a name, with a bundle behind it or not.
     *
     * @param tunings as in {@link BackendKind#open}
     * @throws BackendUnavailableException if there is none of that name in this build
     */
    public static Backend open(String name, Optional<Path> tunings) {
        BackendKind kind = of(name);
        Optional<String> toBuild = kind.toBuild();
        if (kind instanceof Unknown || toBuild.isPresent()) {
            throw new BackendUnavailableException("no backend called " + name + " in this build, only "
                    + all().stream()
                            .filter(each -> each.toBuild().isEmpty())
                            .map(BackendKind::name)
                            .collect(Collectors.joining(", "))
                    + toBuild.map(how -> "; " + how).orElse(""));
        }
        return bundle(kind, name).map(kind::replaying).orElseGet(() -> kind.open(tunings));
    }

    private static Optional<Path> bundle(BackendKind kind, String name) {
        String start = kind.name() + FILE;
        return kind.has(Trait.BUNDLES) && name.startsWith(start)
                ? Optional.of(Path.of(name.substring(start.length())))
                : Optional.empty();
    }

    /** Of a name that no backend here has. */
    private record Unknown(String name) implements BackendKind {
        @Override
        public Role role() {
            return Role.VARIANT;
        }

        @Override
        public Set<Trait> traits() {
            return Set.of(Trait.OPENCL);
        }

        @Override
        public MeasuredPlans plans() {
            return MeasuredPlans.only(PlanKind.FUSED);
        }

        @Override
        public Backend open(Optional<Path> tunings) {
            throw new BackendUnavailableException("no backend called " + name + " in this build");
        }
    }
}
