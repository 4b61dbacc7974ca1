package riffle.needs;

import riffle.plan.family.Kernel;

/**
 * What a kernel asks of a device in every launch that was looked at.
 *
 * @param kernel which
 * @param workGroup most work-items of a group
 * @param argumentBytes of its arguments, all pointers
 * @param source what its source asks
 * @param bufferBytes of its largest buffer, 0 where its users make buffers as large as the device takes
 * @param of what that buffer belongs to
 */
record KernelNeeds(Kernel kernel, long workGroup, long argumentBytes, SourceNeeds source, long bufferBytes, String of) {

    /** The same kernel in another launch: the more of both. */
    KernelNeeds and(KernelNeeds other) {
        KernelNeeds larger = other.bufferBytes > bufferBytes ? other : this;
        return new KernelNeeds(
                kernel, Math.max(workGroup, other.workGroup), argumentBytes, source, larger.bufferBytes, larger.of);
    }
}
