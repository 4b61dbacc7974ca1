package riffle.analysis.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import riffle.analysis.row.Roofs;
import riffle.analysis.row.Rows;
import riffle.analysis.row.Setting;
import riffle.result.OperatorTime;
import riffle.result.ResultRow;
import riffle.result.RunResult;

/** Networks by class of operators. */
public final class Profiles {

    private static final double FLOPS_PER_MAC = 2;
    private static final double MS_TO_GIGA = 1e6;

    private Profiles() {}

    /** One for each row with a number. */
    public static List<ClassProfile> of(RunResult run) {
        List<ClassProfile> profiles = new ArrayList<>();
        for (ResultRow row : run.rows()) {
            if (Rows.hasNumber(row)) {
                profiles.add(of(
                        row, Roofs.of(run, Setting.of(row.result().subject())).peak()));
            }
        }
        return profiles;
    }

    /**
     * A row by class.
     *
     * @param peak measured peak, GFLOP/s, where there is one
     */
    static ClassProfile of(ResultRow row, Optional<Double> peak) {
        Map<String, List<OperatorTime>> classes = new LinkedHashMap<>();
        for (OperatorTime operator : row.result().operators()) {
            classes.computeIfAbsent(operator.operatorClass(), key -> new ArrayList<>())
                    .add(operator);
        }
        double allMs = ms(row.result().operators());
        long allMacs = macs(row.result().operators());
        long allBytes = bytes(row.result().operators());
        List<ClassProfile.Share> shares = new ArrayList<>();
        classes.forEach((name, launches) -> {
            double ms = ms(launches);
            long macs = macs(launches);
            long bytes = bytes(launches);
            double gflops = FLOPS_PER_MAC * macs / ms / MS_TO_GIGA;
            shares.add(new ClassProfile.Share(
                    name,
                    launches.size(),
                    macs,
                    bytes,
                    ms,
                    (double) macs / allMacs,
                    (double) bytes / allBytes,
                    ms / allMs,
                    gflops,
                    bytes / ms / MS_TO_GIGA,
                    FLOPS_PER_MAC * macs / bytes,
                    peak.map(best -> gflops / best)));
        });
        shares.sort(Comparator.comparingDouble(ClassProfile.Share::kernelMs).reversed());
        return new ClassProfile(Setting.of(row.result().subject()), Rows.network(row), shares);
    }

    private static double ms(List<OperatorTime> launches) {
        return launches.stream().mapToDouble(OperatorTime::kernelMs).sum();
    }

    private static long macs(List<OperatorTime> launches) {
        return launches.stream().mapToLong(OperatorTime::macs).sum();
    }

    private static long bytes(List<OperatorTime> launches) {
        return launches.stream().mapToLong(OperatorTime::bytes).sum();
    }
}
