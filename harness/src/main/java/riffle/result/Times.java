package riffle.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Times of a row in milliseconds, each from its own clock; all null where the row has no number.
 *
 * @param medianMs median of the end-to-end times: inputs on the host to output on the host
 * @param p90Ms nine tenths of the end-to-end times are below it
 * @param minMs smallest end-to-end time
 * @param iqrMs interquartile range of the end-to-end times
 * @param kernelMs median of the device time in kernels
 * @param dispatchMs median of what is left of a pass without kernels and transfer
 * @param transferMs median of the device time in copies
 * @param compileMs median over the processes of the time spent compiling, outside all passes
 */
public record Times(
        Double medianMs,
        @JsonProperty("p90_ms") Double p90Ms,
        Double minMs,
        Double iqrMs,
        Double kernelMs,
        Double dispatchMs,
        Double transferMs,
        Double compileMs) {

    /** No number. */
    public static final Times NONE = new Times(null, null, null, null, null, null, null, null);
}
