package riffle.needs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import riffle.needs.SourceNeeds.Feature;

/**
 * What a device gives. Sizes that nobody told are null; they are never guessed.
 *
 * @param workGroup work-items of a group at most
 * @param privateBytes that the registers of a work-item hold
 * @param localBytes of local memory
 * @param argumentBytes of all arguments of a kernel
 * @param bufferBytes of a buffer
 * @param features that it is known to have; null if that is not known
 */
record Limits(
        Long workGroup,
        Long privateBytes,
        Long localBytes,
        Long argumentBytes,
        Long bufferBytes,
        Set<Feature> features) {

    /**
     * What OpenCL promises from 1.2 on: of local memory and arguments what the embedded profile does, of buffers and
     * int64 what the full profile does. It promises one work-item a group: whoever launches asks, kernel by kernel, and
     * lets the driver choose where a group is too large.
     */
    static final Limits PROMISED = new Limits(null, null, 1L << 10, 256L, 32L << 20, EnumSet.of(Feature.INT64));

    /** What a kernel asks beyond them, each with the limit; empty if it fits as far as is known. */
    List<String> exceededBy(KernelNeeds needs) {
        List<String> exceeded = new ArrayList<>();
        exceeds(exceeded, "work-items of a group", needs.workGroup(), workGroup);
        exceeds(exceeded, "bytes of private arrays", needs.source().privateBytes(), privateBytes);
        exceeds(exceeded, "bytes of local memory", needs.source().localBytes(), localBytes);
        exceeds(exceeded, "bytes of arguments", needs.argumentBytes(), argumentBytes);
        exceeds(exceeded, "bytes of a buffer", needs.bufferBytes(), bufferBytes);
        if (features != null) {
            needs.source().features().stream()
                    .filter(feature -> !features.contains(feature))
                    .forEach(feature -> exceeded.add(feature.label()));
        }
        return exceeded;
    }

    private static void exceeds(List<String> exceeded, String what, long needed, Long limit) {
        if (limit != null && needed > limit) {
            exceeded.add(needed + " " + what + ", of " + limit);
        }
    }
}
