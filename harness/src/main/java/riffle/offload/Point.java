package riffle.offload;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Something timed on both sides.
 *
 * @param probe what
 * @param host the host's clocks; null if it has no number
 * @param device the device's, with transfers and dispatch; null if it has no number
 * @param reason why a number is missing; null if none is
 */
public record Point(Probe probe, Clocks host, Clocks device, String reason) {

    /** Device's time over host's, end to end; null if a number is missing. */
    @JsonProperty("ratio")
    public Double ratio() {
        return isComplete() ? device.medianMs() / host.medianMs() : null;
    }

    boolean isComplete() {
        return host != null && device != null;
    }
}
