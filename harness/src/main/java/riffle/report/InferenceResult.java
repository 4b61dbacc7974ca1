package riffle.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import riffle.network.ModelFile;
import riffle.network.NetworkSpec;
import riffle.operator.Operator;
import riffle.operator.Softmax;
import riffle.report.table.Table;
import riffle.weights.Checkpoint;
import riffle.weights.NamedTensor;

/**
 * What a trained network makes of its input.
 *
 * @param title the network as people call it
 * @param dialect whose names the weights have
 * @param network family
 * @param model the file of a network that comes as one; left out for the others
 * @param groups g; null for families without
 * @param scale width multiplier
 * @param classes number of classes
 * @param size input size, height x width
 * @param batch images
 * @param backend name of the backend that ran it
 * @param device the driver's name of the device
 * @param reason why this backend ran although nobody asked for it; null where it is what was asked for or the usual
 *     default
 * @param top per image the most probable classes, the first first; null if the output is no vector of classes
 */
public record InferenceResult(
        @JsonIgnore String title,
        String dialect,
        String network,
        @JsonInclude(JsonInclude.Include.NON_NULL) ModelFile model,
        Integer groups,
        double scale,
        Integer classes,
        String size,
        int batch,
        String backend,
        String device,
        String reason,
        List<List<Guess>> top) {

    private static final int VECTOR_RANK = 2;

    /**
     * One class.
     *
     * @param index of the class
     * @param label its name; null if nobody gave one
     * @param probability by softmax of the output
     */
    public record Guess(@JsonProperty("class") int index, String label, double probability) {}

    /**
     * Reads a network's output.
     *
     * @param output what came out: images x classes, or a map
     * @param count number of classes to keep
     */
    public static InferenceResult of(
            Checkpoint checkpoint,
            NamedTensor output,
            Labels labels,
            int count,
            String backend,
            String device,
            String reason) {
        NetworkSpec spec = checkpoint.spec();
        boolean classified = output.dimensions().size() == VECTOR_RANK;
        return new InferenceResult(
                checkpoint.network().name(),
                checkpoint.dialect().label(),
                spec.architecture().label(),
                spec.model(),
                spec.architecture().hasGroups() ? spec.groups() : null,
                spec.architecture().hasScale() ? spec.scale() : 1,
                classified ? output.dimensions().get(1) : null,
                spec.size(),
                spec.batch(),
                backend,
                device,
                reason,
                classified ? guesses(checkpoint, output, labels, count) : null);
    }

    private static List<List<Guess>> guesses(Checkpoint checkpoint, NamedTensor output, Labels labels, int count) {
        Operator last = checkpoint.network().nodes().getLast().operator();
        int classes = output.dimensions().get(1);
        List<List<Guess>> top = new ArrayList<>();
        for (int image = 0; image < output.dimensions().get(0); image++) {
            double[] probabilities = probabilities(output.data(), image * classes, classes, last);
            top.add(IntStream.range(0, classes)
                    .mapToObj(index -> new Guess(index, labels.of(index), probabilities[index]))
                    .sorted(Comparator.comparingDouble(Guess::probability).reversed())
                    .limit(count)
                    .toList());
        }
        return top;
    }

    /** Softmax; of logarithms of probabilities their exponentials, and probabilities as they are. */
    private static double[] probabilities(float[] output, int from, int classes, Operator last) {
        if (last instanceof Softmax softmax && !softmax.log()) {
            return IntStream.range(0, classes)
                    .mapToDouble(i -> output[from + i])
                    .toArray();
        }
        boolean logarithms = last instanceof Softmax;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < classes; i++) {
            largest = Math.max(largest, output[from + i]);
        }
        double shift = logarithms ? 0 : largest;
        double sum = 0;
        double[] probabilities = new double[classes];
        for (int i = 0; i < classes; i++) {
            probabilities[i] = Math.exp(output[from + i] - shift);
            sum += probabilities[i];
        }
        if (!logarithms) {
            for (int i = 0; i < classes; i++) {
                probabilities[i] /= sum;
            }
        }
        return probabilities;
    }

    /** For people: a table an image. */
    @JsonIgnore
    public String text() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, weights of dialect %s, input %s, on %s (backend %s)\n",
                title,
                dialect,
                size,
                device,
                backend));
        if (top == null) {
            return text.append("the output is a map, not a vector of classes; --output keeps it\n")
                    .toString();
        }
        for (int image = 0; image < top.size(); image++) {
            text.append('\n').append(top.size() == 1 ? "" : "image " + image + "\n\n");
            Table table = new Table().numbers("class").words("label").numbers("probability");
            for (Guess guess : top.get(image)) {
                table.row(guess.index(), guess.label(), String.format(Locale.ROOT, "%.4f", guess.probability()));
            }
            text.append(table);
        }
        return text.toString();
    }
}
