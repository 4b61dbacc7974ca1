package riffle.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import riffle.network.Architecture;
import riffle.network.Complexity;
import riffle.network.ModelFile;
import riffle.network.NetworkSpec;
import riffle.network.Published;

/**
 * One row of {@code complexity --json}; MACs are multiply-adds per image.
 *
 * @param network family, as {@code --network} writes it
 * @param model the file of a network that comes as one; left out for the others
 * @param groups ShuffleNet's g; null for the others
 * @param scale width multiplier; 1.0 for AlexNet, which has none
 * @param size input size, {@code 224x224}
 * @param macsConv of the convolutions alone
 * @param macsTotal of convolutions and fully connected layers
 * @param parameters learned values
 * @param publishedMmacs millions of multiply-adds that the paper gives this network; null where it gives none
 * @param note what a reader of the counts must know, such as a part that does not run at this size; null for nothing
 */
public record ComplexityRow(
        String network,
        @JsonInclude(JsonInclude.Include.NON_NULL) ModelFile model,
        Integer groups,
        double scale,
        String size,
        long macsConv,
        long macsTotal,
        long parameters,
        Integer publishedMmacs,
        String note) {

    /** Counts a network. */
    public static ComplexityRow of(NetworkSpec spec) {
        Architecture architecture = spec.architecture();
        Complexity complexity = Complexity.of(spec);
        return new ComplexityRow(
                architecture.label(),
                spec.model(),
                architecture.hasGroups() ? spec.groups() : null,
                architecture.hasScale() ? spec.scale() : 1.0,
                spec.size(),
                complexity.macsConv(),
                complexity.macsTotal(),
                complexity.parameters(),
                Published.of(spec).map(Published::mmacs).orElse(null),
                spec.build().note().orElse(null));
    }
}
