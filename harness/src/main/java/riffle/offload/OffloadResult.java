package riffle.offload;

import java.util.List;
import riffle.execution.Device;

/**
 * What was found out about sending work to a device.
 *
 * @param host the host's engine
 * @param device the device's
 * @param sameProcessor whether the device is the host's own processor, so that nothing is sent anywhere
 * @param verdicts operators, units and networks
 * @param cuts networks between host and device
 * @param points everything that was timed, for pictures
 */
public record OffloadResult(
        Side host,
        Side device,
        boolean sameProcessor,
        List<OffloadVerdict> verdicts,
        List<BestCut> cuts,
        List<Point> points) {

    /**
     * Where one side runs.
     *
     * @param backend name of the backend
     * @param device its device
     */
    public record Side(String backend, Device device) {}

    public OffloadResult {
        verdicts = List.copyOf(verdicts);
        cuts = List.copyOf(cuts);
        points = List.copyOf(points);
    }

    /** The result of these points. */
    public static OffloadResult of(Side host, Side device, boolean sameProcessor, List<Point> points) {
        return new OffloadResult(host, device, sameProcessor, OffloadVerdict.of(points), BestCut.of(points), points);
    }
}
