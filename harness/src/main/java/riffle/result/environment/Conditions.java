package riffle.result.environment;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the machine was at the end of a block. What the system does not tell is null.
 *
 * @param loadAverage one-minute load average
 * @param temperatureC hottest of the system's thermal zones, degrees Celsius
 * @param clockMhz mean clock of the host's processors, MHz
 */
public record Conditions(
        Double loadAverage, @JsonProperty("temperature_c") Double temperatureC, Double clockMhz) {

    /** Nobody asked: files of schema 1. */
    public static final Conditions UNKNOWN = new Conditions(null, null, null);
}
