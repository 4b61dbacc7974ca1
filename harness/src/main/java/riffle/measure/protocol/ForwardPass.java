package riffle.measure.protocol;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import riffle.network.NetworkSpec;
import riffle.tensor.Shape;
import riffle.tensor.Tensor;
import riffle.weights.NamedTensor;
import riffle.weights.SafeTensors;
import riffle.weights.WeightsException;

/**
 * One forward pass of a trained network, in files.
 *
 * @param network what the weights are of, and the size of the input
 * @param weights file of weights, of any dialect; null for a network whose own file has them
 * @param input file with tensor {@code input}
 * @param output file to write tensor {@code output} to: whole or not at all
 */
public record ForwardPass(NetworkSpec network, Path weights, Path input, Path output) {

    private static final String INPUT = "input";
    private static final String OUTPUT = "output";
    private static final int RANK = 4;

    /**
     * Tensor {@code input} of a .safetensors file; others are ignored.
     *
     * @throws WeightsException if there is none, or not N x C x H x W
     */
    public static Tensor readInput(Path file) {
        NamedTensor found = read(file, INPUT);
        List<Integer> extents = found.dimensions();
        if (extents.size() != RANK || extents.contains(0)) {
            throw new WeightsException(
                    file,
                    "tensor " + INPUT + " is " + extents + ", expected [images, 3, height, width], none of them 0");
        }
        return new Tensor(new Shape(extents.get(0), extents.get(1), extents.get(2), extents.get(3)), found.data());
    }

    /** Writes an image as {@link #readInput} reads it. */
    public static void writeInput(Path file, Tensor image) {
        Shape shape = image.shape();
        SafeTensors.write(
                file,
                Map.of(),
                Map.of(INPUT, new NamedTensor(List.of(shape.n(), shape.c(), shape.h(), shape.w()), image.data())));
    }

    /** Tensor {@code output} that a pass has written. */
    public static NamedTensor readOutput(Path file) {
        return read(file, OUTPUT);
    }

    private static NamedTensor read(Path file, String name) {
        NamedTensor found = SafeTensors.read(file, name::equals).tensors().get(name);
        if (found == null) {
            throw new WeightsException(file, "no tensor " + name);
        }
        return found;
    }

    /** Writes an output as {@link #readOutput} reads it: N x C if it has one pixel, else N x C x H x W. */
    public static void writeOutput(Path file, Tensor result) {
        Shape shape = result.shape();
        List<Integer> extents = shape.pixels() == 1
                ? List.of(shape.n(), shape.c())
                : List.of(shape.n(), shape.c(), shape.h(), shape.w());
        SafeTensors.write(file, Map.of(), Map.of(OUTPUT, new NamedTensor(extents, result.data())));
    }
}
