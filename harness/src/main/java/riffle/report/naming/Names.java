package riffle.report.naming;

import java.util.Optional;
import riffle.analysis.profile.Waterfall;
import riffle.analysis.row.Setting;
import riffle.analysis.speedup.DeviceSpeedup;
import riffle.analysis.speedup.PublishedSpeedup;
import riffle.analysis.speedup.Speedup;
import riffle.network.NetworkSpec;
import riffle.report.table.Cells;
import riffle.stats.Estimate;
import riffle.stats.Interval;

/** How reports call things, the same in sentences, tables and pictures. */
public final class Names {

    private static final String USUAL_SIZE = "224x224";

    private Names() {}

    /** Backend, plan, threads. */
    public static String place(Setting setting) {
        return setting.backend() + ", " + setting.plan() + ", " + threads(setting.threads());
    }

    /** The whole setting: size and batch before the place. */
    public static String setting(Setting setting) {
        return setting.size() + (setting.batch() == 1 ? "" : ", batch " + setting.batch()) + ", " + place(setting);
    }

    /** A number of threads in words. */
    public static String threads(Integer threads) {
        return threads == null ? "no device" : threads == 1 ? "1 thread" : threads + " threads";
    }

    /** What a published time was measured on, with its threads. */
    public static String device(PublishedSpeedup published) {
        return device(published.device(), published.threads());
    }

    /** A device with its threads, whoever measured it. */
    public static String device(DeviceSpeedup speedup) {
        return device(speedup.device(), speedup.threads());
    }

    private static String device(String name, Optional<Integer> threads) {
        return name + threads.map(number -> ", " + threads(number)).orElse("");
    }

    /** One network over another, with the size unless it is the usual one. */
    public static String pair(Speedup speedup) {
        return pair(speedup.network(), speedup.baseline(), speedup.setting());
    }

    /** The same of a waterfall's. */
    public static String pair(Waterfall waterfall) {
        return pair(waterfall.network(), waterfall.baseline(), waterfall.setting());
    }

    private static String pair(NetworkSpec network, NetworkSpec baseline, Setting setting) {
        return network.title() + " over " + baseline.title()
                + (setting.size().equals(USUAL_SIZE) ? "" : " at " + setting.size());
    }

    /** A ratio with its interval, if it has one: {@code 6.26x [6.01, 6.50]}. */
    public static String estimate(Estimate ratio) {
        return Cells.times(ratio.value()) + ends(ratio.interval());
    }

    /** An interval in brackets, after a blank; nothing if there is none. */
    public static String ends(Optional<Interval> interval) {
        return interval.map(ends -> " [" + Cells.fixed(ends.low()) + ", " + Cells.fixed(ends.high()) + "]")
                .orElse("");
    }
}
