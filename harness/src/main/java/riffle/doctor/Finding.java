package riffle.doctor;

import java.util.Optional;

/**
 * One thing that the main job needs.
 *
 * @param subject what it is
 * @param detail what of it was found, or what is wrong
 * @param remedy the command or step that mends it; empty where it was found in order
 */
public record Finding(String subject, String detail, Optional<String> remedy) {

    static Finding found(String subject, String detail) {
        return new Finding(subject, detail, Optional.empty());
    }

    static Finding missing(String subject, String detail, String remedy) {
        return new Finding(subject, detail, Optional.of(remedy));
    }

    /** Whether it is there and in order. */
    public boolean isFound() {
        return remedy.isEmpty();
    }
}
