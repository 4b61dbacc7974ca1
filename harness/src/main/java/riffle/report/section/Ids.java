package riffle.report.section;

import java.util.List;
import java.util.Locale;
import riffle.analysis.row.Setting;
import riffle.network.NetworkSpec;
import riffle.report.naming.Names;

/** Names of anchors and files. */
final class Ids {

    private final List<Source> sources;

    Ids(List<Source> sources) {
        this.sources = sources;
    }

    /** Unique for a source: {@code roofline}, or {@code roofline-run2} where there are several. */
    String of(String name, Source source) {
        return sources.size() == 1 ? name : name + "-run" + (sources.indexOf(source) + 1);
    }

    /** Unique for a main setting of a source. */
    String of(String name, Source source, Setting setting) {
        return of(name, source) + "-" + Names.threads(setting.threads()).replace(' ', '-');
    }

    /** A network in a few letters: {@code shufflenet-0.5x-g3} without the dot. */
    static String of(NetworkSpec network) {
        return network.title()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }
}
