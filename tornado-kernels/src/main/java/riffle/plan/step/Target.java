package riffle.plan.step;

import riffle.execution.DeviceProfile;
import riffle.execution.KernelSet;

/**
 * What a step is lowered for.
 *
 * @param kernels the set of kernels
 * @param device what they run on
 * @param border zeros on each side of each plane of the step's result
 */
public record Target(KernelSet kernels, DeviceProfile device, int border) {}
