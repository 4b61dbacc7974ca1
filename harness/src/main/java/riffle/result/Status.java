package riffle.result;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a measurement went. A measurement that gave no number is a row with a reason, not a hole. */
public enum Status {
    /** Verified and timed. */
    OK,
    /** Verified and timed, but too few blocks came to a steady pace: no number, the samples are kept. */
    NOT_STEADY,
    /** The output differed from the reference by more than the tolerance: not timed. */
    WRONG_RESULT,
    /** The backend, device or limit that was asked for is not to be had here. */
    UNAVAILABLE,
    /** The device or the worker failed: refused, crashed, hung, or gave no valid answer. */
    FAILED;

    /** The name in result files. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a run with such a row has failed a check; a noisy machine is not a failure. */
    public boolean isError() {
        return this != OK && this != NOT_STEADY;
    }
}
