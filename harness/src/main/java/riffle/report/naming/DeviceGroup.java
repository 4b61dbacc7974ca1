package riffle.report.naming;

import riffle.analysis.speedup.DeviceSpeedup;

/** Devices that are alike, in the order of reports: what was measured stands apart from what was published. */
public enum DeviceGroup {
    MEASURED("measured here"),
    ONE_THREAD("one thread"),
    SEVERAL_THREADS("several threads"),
    GPU("GPUs");

    private final String label;

    DeviceGroup(String label) {
        this.label = label;
    }

    /** In words. */
    public String label() {
        return label;
    }

    /** The group of a device. */
    public static DeviceGroup of(DeviceSpeedup device) {
        if (device.measured()) {
            return MEASURED;
        }
        return device.threads()
                .map(threads -> threads == 1 ? ONE_THREAD : SEVERAL_THREADS)
                .orElse(GPU);
    }
}
