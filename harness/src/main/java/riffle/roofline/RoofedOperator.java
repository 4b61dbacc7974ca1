package riffle.roofline;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import riffle.result.Subject;

/**
 * A launch of a network, or all launches of a class together, under the roof.
 *
 * @param subject network, backend and device
 * @param name of the launch; null for a whole class
 * @param operatorClass what reports group by
 * @param launches how many this is
 * @param macs multiply-adds
 * @param bytes compulsory bytes
 * @param kernelMs median kernel time, of a class the sum of its launches' medians, in milliseconds
 * @param point where it stands; of a class against the sum of its launches' roofs
 */
public record RoofedOperator(
        @JsonUnwrapped Subject subject,
        String name,
        @JsonProperty("class") String operatorClass,
        int launches,
        long macs,
        long bytes,
        double kernelMs,
        @JsonUnwrapped RoofPoint point) {}
