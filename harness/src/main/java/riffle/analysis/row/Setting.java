package riffle.analysis.row;

import riffle.result.Subject;

/**
 * What two rows must share for their networks to be compared.
 *
 * @param size input size, height x width
 * @param batch images at once
 * @param backend name of the backend
 * @param plan how networks became launches
 * @param device the driver's name of the device; null if none was reached
 * @param threads compute units in use; null if no device was reached
 */
public record Setting(String size, int batch, String backend, String plan, String device, Integer threads) {

    /** The setting of a row. */
    public static Setting of(Subject subject) {
        return new Setting(
                subject.size(),
                subject.batch(),
                subject.backend(),
                subject.plan(),
                subject.device(),
                subject.threads());
    }
}
