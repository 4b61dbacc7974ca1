package riffle.phone;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import riffle.execution.BackendUnavailableException;

/**
 * A device that adb knows of.
 *
 * @param serial what adb calls it
 * @param state {@code device} if it can be used
 */
record Attached(String serial, String state) {

    private static final String USABLE = "device";
    private static final String NO_PERMISSIONS = "no permissions";

    /** Reads what {@code adb devices} prints; lines before its heading are about adb itself. */
    static List<Attached> read(List<String> lines) {
        return lines.stream()
                .dropWhile(line -> !line.startsWith("List of devices"))
                .skip(1)
                .map(line -> line.split("\\s+", 2))
                .filter(parts -> parts.length == 2)
                .map(parts -> new Attached(
                        parts[0], parts[1].startsWith(NO_PERMISSIONS) ? NO_PERMISSIONS : parts[1].split("\\s", 2)[0]))
                .toList();
    }

    /**
     * Refuses what cannot be used.
     *
     * @param serial the one that is wanted; empty for the only one
     * @throws BackendUnavailableException saying what to do, if there is none, it is one of several, or it is not ready
     */
    static void require(List<Attached> all, Optional<String> serial) {
        if (all.isEmpty()) {
            throw new BackendUnavailableException("no Android device is attached: switch on USB debugging in its"
                    + " Developer options, connect it, and look whether adb devices lists it");
        }
        String serials = all.stream().map(Attached::serial).collect(Collectors.joining(", "));
        if (serial.isEmpty() && all.size() > 1) {
            throw new BackendUnavailableException(
                    all.size() + " Android devices are attached: choose one with --serial, of " + serials);
        }
        Attached chosen = all.stream()
                .filter(each -> serial.isEmpty() || each.serial.equals(serial.get()))
                .findFirst()
                .orElseThrow(() -> new BackendUnavailableException(
                        "no Android device " + serial.orElseThrow() + " is attached, only " + serials));
        if (!chosen.state.equals(USABLE)) {
            throw new BackendUnavailableException(chosen.complaint());
        }
    }

    private String complaint() {
        return serial
                + switch (state) {
                    case "unauthorized" ->
                        " does not trust this computer yet: unlock it and allow USB debugging in the dialogue that it"
                                + " shows";
                    case "offline" ->
                        " is offline: wake it, connect it again, and if that does not help run adb kill-server";
                    case NO_PERMISSIONS ->
                        " is there, but this user may not open it: install udev rules (Debian: sudo apt-get install"
                                + " android-sdk-platform-tools-common) and connect it again";
                    default -> " is in state " + state + ", expected " + USABLE + ": let it start Android";
                };
    }
}
