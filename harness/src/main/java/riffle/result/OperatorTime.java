package riffle.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One launch of a measured network.
 *
 * @param name unique in its row
 * @param operatorClass what reports group by
 * @param macs multiply-adds
 * @param bytes compulsory bytes, read and written, of the launch as it was fused
 * @param kernelMs median kernel time in milliseconds; null where the row has no number
 */
public record OperatorTime(
        String name, @JsonProperty("class") String operatorClass, long macs, long bytes, Double kernelMs) {

    /** The same launch without its time. */
    public OperatorTime untimed() {
        return new OperatorTime(name, operatorClass, macs, bytes, null);
    }
}
