package riffle.network;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is particular to a family of networks.
 *
 * @param name what people call it
 * @param groups the groups to choose from
 * @param hasScale whether it has a width multiplier
 * @param title a network in words, by its scale in short form and its numbers
 * @param builder the graph
 * @param unitOf the unit, of a family of units; null for whole networks
 * @param baseline what its networks are to the speedups of others
 * @param asBaseline those in words
 * @param small networks that run in moments, to be verified: all ways to build them, odd sizes, batches
 */
record Family(
        String name,
        Groups groups,
        boolean hasScale,
        BiFunction<String, NetworkSpec, String> title,
        Function<NetworkSpec, Network> builder,
        Function<NetworkSpec, Unit> unitOf,
        Baseline baseline,
        String asBaseline,
        List<Small> small) {

    private static final int CLASSES = 10;

    Family {
        small = List.copyOf(small);
    }

    /** A network to verify. */
    record Small(int groups, double scale, int batch, int height, int width) {
        NetworkSpec of(Architecture architecture) {
            return new NetworkSpec(architecture, groups, scale, batch, height, width, CLASSES);
        }
    }

    /** One of whole networks. */
    static Family ofNetworks(
            String name,
            Groups groups,
            boolean hasScale,
            BiFunction<String, NetworkSpec, String> title,
            Function<NetworkSpec, Network> builder,
            Baseline baseline,
            String asBaseline,
            Small... small) {
        return new Family(name, groups, hasScale, title, builder, null, baseline, asBaseline, List.of(small));
    }

    /** One of networks without groups that nothing is compared with. */
    static Family ofOthers(
            String name,
            boolean hasScale,
            BiFunction<String, NetworkSpec, String> title,
            Function<NetworkSpec, Network> builder,
            Small... small) {
        return ofNetworks(name, Groups.NONE, hasScale, title, builder, Baseline.NONE, "", small);
    }

    /** One of units, with their channels as input in place of an image. */
    static Family ofUnits(String name, Groups groups, Function<NetworkSpec, Unit> unit, Small small) {
        boolean chooses = groups.isChoice();
        return new Family(
                name,
                groups,
                true,
                (times, spec) -> name + " " + times + "x" + (chooses ? " (g = " + spec.groups() + ")" : ""),
                spec -> named(spec, unit.apply(spec).network()),
                unit,
                Baseline.NONE,
                "",
                List.of(small));
    }

    /** Networks that come as files. */
    static Family ofFiles(String name) {
        return new Family(
                name,
                Groups.NONE,
                false,
                (times, spec) -> spec.model().title(),
                spec -> ModelFormat.installed().network(spec),
                null,
                Baseline.NONE,
                "",
                List.of());
    }

    String title(NetworkSpec spec) {
        double scale = spec.scale();
        String times = String.format(Locale.ROOT, "%s", scale == Math.rint(scale) ? (Object) (long) scale : scale);
        return title.apply(times, spec);
    }

    private static Network named(NetworkSpec spec, Network unit) {
        return new Network(spec.title(), unit.inputs(), unit.nodes(), unit.note());
    }
}
