package riffle.bundle;

import java.util.Optional;
import java.util.TreeMap;
import riffle.plan.Plan;
import riffle.plan.step.Packing;
import riffle.weights.NamedTensor;
import riffle.weights.Weights;

/** Whether weights have every parameter that a plan's packings name, with as many elements as they take. */
public final class WeightsFit {

    private WeightsFit() {}

    /**
     * Refuses others.
     *
     * @throws IllegalArgumentException naming the parameter and what was expected
     */
    public static void check(Plan plan, Weights weights) {
        new TreeMap<>(plan.packings()).forEach((id, packing) -> {
            int elements = plan.buffers().get(id).shape().elements();
            switch (packing) {
                case Packing.Filter p -> {
                    int each = elements / Packing.blocked(p.outputs(), p.groups(), p.block());
                    require(weights, p.weight(), (long) each * p.outputs());
                    normalisation(weights, p.normalisation(), p.outputs());
                }
                case Packing.Bias p -> {
                    p.bias().ifPresent(name -> require(weights, name, p.outputs()));
                    normalisation(weights, p.normalisation(), p.outputs());
                }
                case Packing.Scale p -> normalisation(weights, Optional.of(p.normalisation()), p.channels());
                case Packing.Whole p -> require(weights, p.parameter(), elements);
                case Packing.ResponseCoefficients p -> {}
                case Packing.Constants p -> {}
            }
        });
    }

    private static void normalisation(Weights weights, Optional<Packing.Normalisation> normalisation, int channels) {
        normalisation.ifPresent(n -> {
            for (String parameter : new String[] {"weight", "bias", "running_mean", "running_var"}) {
                require(weights, n.name() + "." + parameter, channels);
            }
        });
    }

    private static void require(Weights weights, String name, long elements) {
        NamedTensor tensor = weights.tensors().get(name);
        if (tensor == null || tensor.data().length != elements) {
            throw new IllegalArgumentException(name + " "
                    + (tensor == null ? "is missing" : "has " + tensor.data().length + " elements") + ", expected "
                    + elements + " elements");
        }
    }
}
