package riffle.doctor;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing on this machine that the main job needs, or could use.
 *
 * @param state whether it is there
 * @param subject what it is
 * @param detail what of it was found, or what is wrong
 * @param remedy the command or step that gets it; empty where nothing is missing
 */
public record Finding(State state, String subject, String detail, Optional<String> remedy) {

    /** Whether something is there. */
    public enum State {
        /** There and in order. */
        FOUND,
        /** There, does not work, and is not needed: something else of its kind works. */
        FAILED,
        /** Needed and not there, or not in order. */
        MISSING;

        /** The word in front of a finding. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding found(String subject, String detail) {
        return new Finding(State.FOUND, subject, detail, Optional.empty());
    }

    static Finding failed(String subject, String detail) {
        return new Finding(State.FAILED, subject, detail, Optional.empty());
    }

    static Finding missing(String subject, String detail, String remedy) {
        return new Finding(State.MISSING, subject, detail, Optional.of(remedy));
    }

    /** Whether it must be got before the main job can do all that it does. */
    public boolean isMissing() {
        return state == State.MISSING;
    }
}
