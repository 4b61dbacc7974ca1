package riffle.plan;

import java.util.Optional;
import riffle.plan.step.Packing;
import riffle.weights.Weights;

/**
 * Fills buffers of weights. Batch normalisation is folded exactly: with f = weight / sqrt(running_var + epsilon),
 * filters are multiplied by f and the bias becomes f (bias - running_mean) + the normalisation's bias, in double.
 */
public final class WeightPacker {

    private WeightPacker() {}

    /** The content of a buffer. */
    public static float[] pack(Packing packing, Weights weights) {
        return switch (packing) {
            case Packing.Filter filter -> filter(filter, weights);
            case Packing.Bias bias -> bias(bias, weights);
            case Packing.Scale scale -> scale(scale, weights);
            case Packing.ResponseCoefficients c ->
                new float[] {(float) (c.alpha() / c.size()), (float) c.beta(), (float) c.k()};
            case Packing.Whole whole -> weights.get(whole.parameter()).clone();
            case Packing.Constants constants -> constants(constants);
        };
    }

    private static float[] filter(Packing.Filter p, Weights weights) {
        float[] from = weights.get(p.weight());
        int elements = from.length / p.outputs();
        float[] to = new float[Packing.blocked(p.outputs(), p.groups(), p.block()) * elements];
        for (int k = 0; k < p.outputs(); k++) {
            double factor = factor(p.normalisation(), k, weights);
            int slot = slot(k, p.outputs() / p.groups(), p.block());
            int start = slot / p.block() * p.block() * elements + slot % p.block();
            for (int e = 0; e < elements; e++) {
                to[start + e * p.block()] = (float) (factor * from[k * elements + e]);
            }
        }
        return to;
    }

    private static float[] bias(Packing.Bias p, Weights weights) {
        float[] to = new float[Packing.blocked(p.outputs(), p.groups(), p.block())];
        for (int k = 0; k < p.outputs(); k++) {
            double bias = p.bias().isPresent() ? weights.get(p.bias().get())[k] : 0;
            if (p.normalisation().isPresent()) {
                String name = p.normalisation().get().name();
                double mean = weights.get(name + ".running_mean")[k];
                bias = factor(p.normalisation(), k, weights) * (bias - mean) + weights.get(name + ".bias")[k];
            }
            to[slot(k, p.outputs() / p.groups(), p.block())] = (float) bias;
        }
        return to;
    }

    private static float[] scale(Packing.Scale p, Weights weights) {
        float[] to = new float[p.channels()];
        for (int k = 0; k < to.length; k++) {
            to[k] = (float) factor(Optional.of(p.normalisation()), k, weights);
        }
        return to;
    }

    private static float[] constants(Packing.Constants p) {
        float[] to = new float[p.values().size()];
        for (int i = 0; i < to.length; i++) {
            to[i] = p.values().get(i).floatValue();
        }
        return to;
    }

    /** Where output channel k goes when each group is filled up to whole blocks. */
    private static int slot(int k, int outPerGroup, int block) {
        int group = k / outPerGroup;
        return group * Math.ceilDiv(outPerGroup, block) * block + k % outPerGroup;
    }

    private static double factor(Optional<Packing.Normalisation> normalisation, int k, Weights weights) {
        if (normalisation.isEmpty()) {
            return 1;
        }
        String name = normalisation.get().name();
        double variance = weights.get(name + ".running_var")[k];
        return weights.get(name + ".weight")[k]
                / Math.sqrt(variance + normalisation.get().epsilon());
    }
}
