package riffle.onnx.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What nodes are drawn on and with. */
abstract class ModelDraws {

    private static final int MOST_ELEMENTS = 4000;

    /**
     * A value.
     *
     * @param name what it is called
     * @param dims its extents
     */
    record Drawn(String name, List<Integer> dims) {
        int at(int axis) {
            return dims.get(axis);
        }

        boolean isImage() {
            return dims.size() == 4;
        }
    }

    /**
     * A node that was drawn.
     *
     * @param output what it gives
     * @param inputs values that it reads
     * @param write adds it and its initialisers to a model
     */
    record Step(Drawn output, List<String> inputs, Consumer<ModelWriter> write) {}

    final Random random;
    final List<Step> steps = new ArrayList<>();
    final List<Drawn> values = new ArrayList<>();

    ModelDraws(long seed) {
        random = new Random(seed);
    }

    List<Step> steps() {
        return steps;
    }

    void add(Drawn x, List<Integer> dims, BiConsumer<ModelWriter, String> write) {
        add(List.of(x), dims, write);
    }

    void add(List<Drawn> inputs, List<Integer> dims, BiConsumer<ModelWriter, String> write) {
        long elements = dims.stream().mapToLong(Integer::longValue).reduce(1, (a, b) -> a * b);
        if (elements < 1 || elements > MOST_ELEMENTS || dims.contains(0)) {
            return; // another one is drawn
        }
        Drawn output = new Drawn(name(), List.copyOf(dims));
        steps.add(new Step(
                output, inputs.stream().map(Drawn::name).toList(), model -> write.accept(model, output.name())));
        values.add(output);
    }

    float[] numbers(int count, int fanIn) {
        float[] data = new float[count];
        for (int i = 0; i < count; i++) {
            data[i] = (float) (random.nextGaussian() / Math.sqrt(fanIn));
        }
        return data;
    }

    static List<Integer> divisors(int number) {
        List<Integer> divisors = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            if (number % i == 0) {
                divisors.add(i);
            }
        }
        return divisors;
    }

    int pick(List<Integer> from) {
        return from.get(random.nextInt(from.size()));
    }

    int between(int low, int high) {
        return low + random.nextInt(high - low + 1);
    }

    String name() {
        return "y" + steps.size();
    }
}
