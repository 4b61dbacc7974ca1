package riffle.report.section;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import riffle.analysis.row.Distribution;
import riffle.analysis.row.Setting;
import riffle.execution.BackendKinds;
import riffle.execution.Role;

/** Which of a run's settings stand for it in sentences and pictures. Tables have them all. */
final class Settings {

    private static final String USUAL_SIZE = "224x224";
    private static final String FUSED = "fused";

    private Settings() {}

    /**
     * One setting for each number of threads, most threads first: batch 1, the paper's size, the usual backend and
     * plan, or what comes next to that.
     */
    static List<Setting> main(Source source) {
        Map<Integer, Setting> chosen = new LinkedHashMap<>();
        source.analysis().distributions().stream()
                .map(Distribution::subject)
                .map(Setting::of)
                .distinct()
                .filter(Settings::isOnDevice)
                .sorted(Comparator.comparing((Setting setting) -> -setting.threads())
                        .thenComparing(Setting::batch)
                        .thenComparing(setting -> !setting.size().equals(USUAL_SIZE))
                        .thenComparing(
                                setting -> BackendKinds.of(setting.backend()).role())
                        .thenComparing(setting -> !setting.plan().equals(FUSED)))
                .forEach(setting -> chosen.putIfAbsent(setting.threads(), setting));
        return List.copyOf(chosen.values());
    }

    /** The main settings; where no device was measured, the first one. */
    static List<Setting> shown(Source source) {
        List<Setting> main = main(source);
        return main.isEmpty()
                ? source.analysis().distributions().stream()
                        .map(Distribution::subject)
                        .map(Setting::of)
                        .limit(1)
                        .toList()
                : main;
    }

    /** Whether a device was measured, rather than the reference. */
    static boolean isOnDevice(Setting setting) {
        return BackendKinds.of(setting.backend()).role() != Role.ORACLE && Objects.nonNull(setting.threads());
    }
}
