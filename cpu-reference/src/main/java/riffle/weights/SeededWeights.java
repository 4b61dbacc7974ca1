package riffle.weights;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import riffle.network.Network;
import riffle.network.Node;
import riffle.operator.PRelu;
import riffle.operator.Parameter;

/**
 * Random weights that keep a network's values at a steady size from the first layer to the last (He et al. 2015), so
 * that a wrong result anywhere shows in the output. Convolutions and fully connected layers get normal weights of the
 * variance that makes the mean square of their output 1, given what {@link MeanSquares} expects of their input. Biases
 * and the parameters of batch normalisation are near, but not at, the values that would have no effect. Slopes of
 * rectifiers are near 1/4 (He et al. 2015, "Delving Deep into Rectifiers", section 2.1), learned operands standard
 * normal.
 *
 * <p>Each tensor depends on the seed, its own name, shape and scale alone.
 */
public final class SeededWeights {

    /** Largest distance of the other parameters from 0 or 1. */
    private static final double SPREAD = 0.2;

    private static final double SLOPE = 0.25;

    private SeededWeights() {}

    /** Weights for every parameter of a network: the same for the same seed on every machine. */
    public static Weights draw(Network network, long seed) {
        Map<String, Double> meanSquares = MeanSquares.of(network);
        Map<String, NamedTensor> tensors = new HashMap<>();
        for (Node node : network.nodes()) {
            double inputMeanSquare = meanSquares.get(node.inputs().getFirst());
            for (Parameter parameter : node.operator().parameters()) {
                String name = node.name() + "." + parameter.name();
                double centre = node.operator() instanceof PRelu ? SLOPE : 1;
                float[] data = draw(parameter, inputMeanSquare, centre, new Random(mix(seed, name)));
                tensors.put(name, new NamedTensor(parameter.dimensions(), data));
            }
        }
        return new Weights(tensors);
    }

    private static float[] draw(Parameter parameter, double inputMeanSquare, double centre, Random random) {
        boolean matrix = parameter.dimensions().size() > 1;
        return switch (parameter.name()) {
            case "weight" ->
                matrix
                        ? normal(parameter, Math.sqrt(1 / (fanIn(parameter) * inputMeanSquare)), random)
                        : around(centre, parameter, random);
            case "other" -> normal(parameter, 1, random);
            case "running_var" -> around(1, parameter, random);
            case "bias", "running_mean" -> around(0, parameter, random);
            default -> throw new IllegalArgumentException("no rule to draw a parameter called " + parameter.name());
        };
    }

    private static float[] normal(Parameter parameter, double deviation, Random random) {
        float[] data = new float[parameter.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (deviation * random.nextGaussian());
        }
        return data;
    }

    private static float[] around(double centre, Parameter parameter, Random random) {
        float[] data = new float[parameter.elements()];
        for (int i = 0; i < data.length; i++) {
            data[i] = (float) (centre + SPREAD * (2 * random.nextDouble() - 1));
        }
        return data;
    }

    /** Inputs of one output element: the product of the dimensions after the first. */
    private static double fanIn(Parameter weight) {
        return (double) weight.elements() / weight.dimensions().getFirst();
    }

    /** A seed of its own for every name: the FNV-1a hash of its characters, begun from the seed. */
    private static long mix(long seed, String name) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        return hash ^ (hash >>> 32);
    }
}
