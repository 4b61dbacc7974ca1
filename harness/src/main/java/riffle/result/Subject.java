package riffle.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import riffle.network.Architecture;
import riffle.network.ModelFile;
import riffle.network.NetworkSpec;

/**
 * What was measured, and on what.
 *
 * @param network label of the architecture
 * @param model the file of a network that comes as one; null for the others
 * @param groups g of ShuffleNet, null for the others
 * @param scale width multiplier; 1 where the family has none
 * @param size input size, height x width
 * @param batch images at once
 * @param backend name of the backend
 * @param plan how the network became launches
 * @param device the driver's name of the device; null if none was reached
 * @param threads compute units in use; null if no device was reached
 */
public record Subject(
        String network,
        @JsonInclude(JsonInclude.Include.NON_NULL) ModelFile model,
        Integer groups,
        double scale,
        String size,
        int batch,
        String backend,
        String plan,
        String device,
        Integer threads) {

    /** A network on a backend, before a device is known. */
    public static Subject of(NetworkSpec spec, String backend, String plan) {
        Architecture architecture = spec.architecture();
        return new Subject(
                architecture.label(),
                spec.model(),
                architecture.hasGroups() ? spec.groups() : null,
                architecture.hasScale() ? spec.scale() : 1,
                spec.size(),
                spec.batch(),
                backend,
                plan,
                null,
                null);
    }

    /** The same on a device; null for one that is not known. */
    public Subject on(String deviceName, Integer computeUnits) {
        return new Subject(network, model, groups, scale, size, batch, backend, plan, deviceName, computeUnits);
    }

    /**
     * The network, for its theory.
     *
     * @throws IllegalArgumentException if the fields are not those of a network
     */
    @JsonIgnore
    public NetworkSpec spec() {
        Architecture architecture = Arrays.stream(Architecture.values())
                .filter(candidate -> candidate.label().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown network in a result row: " + network));
        String[] extents = size.split("x", -1);
        if (!size.matches("\\d{1,9}x\\d{1,9}")) {
            throw new IllegalArgumentException("size in a result row is " + size + ", expected HEIGHTxWIDTH");
        }
        int height = Integer.parseInt(extents[0]);
        int width = Integer.parseInt(extents[1]);
        if (model != null) {
            return NetworkSpec.of(model, batch, height, width);
        }
        return NetworkSpec.of(architecture, groups == null ? 1 : groups, scale)
                .withSize(height, width)
                .withBatch(batch);
    }
}
